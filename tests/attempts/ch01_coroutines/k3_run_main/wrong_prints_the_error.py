"""Prints an exception instead of letting it through.

Caught by: test_an_exception_reaches_the_caller
"""

import asyncio


def run_main(async_fn, *args):
    try:
        return asyncio.run(async_fn(*args))
    except Exception as error:
        print("error:", error)
