"""Ends politely where somebody pressed Ctrl+C.

Caught by: test_an_interrupt_reaches_the_caller
"""

import asyncio


def run_main(async_fn, *args):
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        pass
    else:
        raise RuntimeError("a loop is running already")
    try:
        return asyncio.run(async_fn(*args))
    except KeyboardInterrupt:
        print("Bye.")
