"""Forgets to await the decoded body.

Caught by: test_it_returns_the_value
"""


async def fetch_json(session, url, *, params=None):
    async with session.get(url, params=params) as response:
        response.raise_for_status()
        return response.json() if response.status != 204 else None
