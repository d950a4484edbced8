"""Decodes the body of a 204 too.

Caught by: test_no_content_is_none
"""


async def fetch_json(session, url, *, params=None):
    async with session.get(url, params=params) as response:
        response.raise_for_status()
        return await response.json()
