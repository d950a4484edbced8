"""Hands the function to asyncio.run instead of a coroutine.

Caught by: test_it_returns_the_result
"""

import asyncio


def run_main(async_fn, *args):
    return asyncio.run(async_fn)
