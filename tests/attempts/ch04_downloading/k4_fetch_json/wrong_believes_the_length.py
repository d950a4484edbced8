"""Takes a body without a length for an empty one.

Caught by: test_a_value_comes_in_pieces
"""


async def fetch_json(session, url, *, params=None):
    async with session.get(url, params=params) as response:
        response.raise_for_status()
        if not response.content_length:
            return None
        return await response.json()
