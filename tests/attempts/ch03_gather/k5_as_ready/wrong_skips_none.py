"""Takes None for no result.

Caught by: test_any_value_is_a_result
"""

import asyncio


async def as_ready(coros, on_result):
    error = None
    for f in asyncio.as_completed(list(coros)):
        try:
            r = await f
        except Exception as e:
            error = error or e
        else:
            if r is not None:
                on_result(r)
    if error:
        raise error
