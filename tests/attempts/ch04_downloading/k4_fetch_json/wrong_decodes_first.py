"""Decodes before it looks at the status.

Caught by: test_a_bad_status_may_come_with_any_page
"""

import json


async def fetch_json(session, url, *, params=None):
    async with session.get(url, params=params) as response:
        text = await response.text()
        value = json.loads(text) if text else None
        response.raise_for_status()
        return value
