"""Takes an exception class for an error.

Caught by: test_any_value_is_a_result
"""

import asyncio


async def settle(coros):
    def failed(item):
        kind = item if isinstance(item, type) else type(item)
        return issubclass(kind, BaseException)

    items = await asyncio.gather(*coros, return_exceptions=True)
    return [x for x in items if not failed(x)], [x for x in items if failed(x)]
