"""Takes each RuntimeError for that of a running loop.

Caught by: test_an_exception_reaches_the_caller
"""

import asyncio


def run_main(async_fn, *args):
    coro = async_fn(*args)
    try:
        return asyncio.run(coro)
    except RuntimeError:
        coro.close()
        raise RuntimeError(
            "run_main() cannot be called from a running event loop"
        ) from None
