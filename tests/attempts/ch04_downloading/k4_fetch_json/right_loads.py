"""Decodes the text with json.loads."""

import json


async def fetch_json(session, url, *, params=None):
    async with session.get(url, params=params, raise_for_status=True) as response:
        text = await response.text()
        return json.loads(text) if text else None
