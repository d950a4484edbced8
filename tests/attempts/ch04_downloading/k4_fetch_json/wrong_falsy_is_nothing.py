"""Takes 0 and False for nothing.

Caught by: test_empty_values_are_values
"""


async def fetch_json(session, url, *, params=None):
    async with session.get(url, params=params) as response:
        response.raise_for_status()
        if response.status == 204:
            return None
        return await response.json() or None
