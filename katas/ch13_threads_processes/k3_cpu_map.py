"""Let other processors compute.

A service checks signatures: half a second of pure arithmetic for each of them.
In threads this is no faster than one after another, since only one thread at a
time runs Python. The machine has more processors, and they have nothing to do.

Given      func: a function that computes, and can be imported
You write  cpu_map
Tools      concurrent.futures.ProcessPoolExecutor, loop.run_in_executor
Level      further
Time       20 minutes
"""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


async def cpu_map(func: Callable[[T], R], items: list[T], processes: int) -> list[R]:
    """Call `func(item)` for each item, in `processes` child processes.

    So many calls are at work at the same time, if there are so many items. The
    results come in the order of `items`. Meanwhile the event loop is free.

    If a call raises, the others go on. When all have ended, what it raised
    comes out.

    However it ends, no child process is left.

    Example:
        await cpu_map(math.factorial, [3, 4, 5], 2)  ->  [6, 24, 120]
    """
    raise NotImplementedError
