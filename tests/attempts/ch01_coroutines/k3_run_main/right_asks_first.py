"""Looks for a running loop before it makes the coroutine."""

import asyncio


def run_main(async_fn, *args):
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(async_fn(*args))
    raise RuntimeError(
        "run_main() cannot be called inside a coroutine: await it instead"
    )
