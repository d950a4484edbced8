"""Takes what cannot be decoded for an empty body.

Caught by: test_a_broken_value_is_no_value
"""

import json


async def fetch_json(session, url, *, params=None):
    async with session.get(url, params=params) as response:
        response.raise_for_status()
        try:
            return json.loads(await response.read())
        except ValueError:
            return None
