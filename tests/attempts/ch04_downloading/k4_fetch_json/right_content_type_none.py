"""Lets aiohttp decode whatever comes; it knows empty bodies."""


async def fetch_json(session, url, *, params=None):
    response = await session.get(url, params=params, raise_for_status=True)
    return await response.json(content_type=None)
