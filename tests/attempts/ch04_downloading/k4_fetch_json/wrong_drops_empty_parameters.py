"""Leaves empty parameters out.

Caught by: test_parameters_arrive_as_they_are
"""


async def fetch_json(session, url, *, params=None):
    params = {k: v for k, v in (params or {}).items() if v}
    async with session.get(url, params=params) as response:
        response.raise_for_status()
        body = await response.read()
        return await response.json() if body else None
