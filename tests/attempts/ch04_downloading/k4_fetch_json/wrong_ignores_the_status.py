"""Decodes the body of an error as if it were the answer.

Caught by: test_bad_statuses_raise
"""


async def fetch_json(session, url, *, params=None):
    async with session.get(url, params=params) as response:
        if response.status == 204:
            return None
        return await response.json()
