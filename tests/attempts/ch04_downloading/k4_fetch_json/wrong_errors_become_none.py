"""Returns None where the service fails.

Caught by: test_bad_statuses_raise
"""


async def fetch_json(session, url, *, params=None):
    try:
        async with session.get(url, params=params) as response:
            response.raise_for_status()
            if response.status == 204:
                return None
            return await response.json()
    except aiohttp.ClientError:
        return None
