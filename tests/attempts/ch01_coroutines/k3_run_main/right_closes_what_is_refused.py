"""Makes the coroutine first, and closes it if asyncio.run refuses it."""

import asyncio


def run_main(async_fn, *args):
    coro = async_fn(*args)
    try:
        return asyncio.run(coro)
    finally:
        coro.close()
