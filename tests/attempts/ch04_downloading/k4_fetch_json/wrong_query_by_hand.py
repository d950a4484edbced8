"""Glues the query together.

Caught by: test_parameters_arrive_as_they_are
"""


async def fetch_json(session, url, *, params=None):
    if params:
        url += "?" + "&".join(f"{key}={value}" for key, value in params.items())
    async with session.get(url) as response:
        response.raise_for_status()
        if response.status == 204:
            return None
        return await response.json()
