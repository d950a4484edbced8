"""Looks at the status with a match statement."""


async def fetch_json(session, url, *, params=None):
    response = await session.get(url, params=params or {})
    async with response:
        match response.status:
            case 204:
                return None
            case status if status >= 400:
                response.raise_for_status()
        body = await response.read()
        return await response.json() if body.strip() else None
