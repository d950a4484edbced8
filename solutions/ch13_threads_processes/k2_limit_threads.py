"""Blocking calls, a few at a time.

A partner's server is asked by an old library, which blocks. It allows four
requests at a time; you have hundreds, and other work to do meanwhile.

Given      func: an ordinary function, which blocks its thread
You write  limit_threads
Tools      concurrent.futures.ThreadPoolExecutor, loop.run_in_executor
Level      core
Time       20 minutes
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


async def limit_threads(
    func: Callable[[T], R], items: list[T], workers: int
) -> list[R]:
    """Call `func(item)` in threads for each item, at most `workers` at once.

    As long as there are items, `workers` calls are at work: where one ends,
    another one begins. The results come in the order of `items`. Meanwhile the
    event loop is free. Each item is used once. `workers` is four at most.

    If a call raises, the others go on, and those not begun begin. When all
    have ended, the exception comes out itself; of several, that of the first
    in `items`.

    However it ends, a pool made here is shut down.

    Example:
        await limit_threads(ask, ["a", "b", "c"], 2)
        asks for "a" and "b", then for "c"  ->  three answers
    """
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(workers) as pool:
        calls = [loop.run_in_executor(pool, func, item) for item in items]
        # The end of the block would wait for the threads too, and block the loop.
        await asyncio.gather(*calls, return_exceptions=True)
    return [call.result() for call in calls]
