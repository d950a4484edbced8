"""Calls the coroutine function, and runs nothing.

Caught by: test_it_returns_the_result
"""


def run_main(async_fn, *args):
    return async_fn(*args)
