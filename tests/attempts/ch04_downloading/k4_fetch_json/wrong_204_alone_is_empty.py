"""Looks for status 204 alone, where any body may be empty.

Caught by: test_no_content_is_none
"""


async def fetch_json(session, url, *, params=None):
    async with session.get(url, params=params) as response:
        response.raise_for_status()
        if response.status == 204:
            return None
        return await response.json()
