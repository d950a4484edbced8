"""Call a blocking function, and let the loop go on.

The library that makes your thumbnails is older than asyncio: a call of it
blocks for half a second. A web service needs a few thumbnails at once, and has
other visitors meanwhile.

Given      func: an ordinary function, which blocks its thread
You write  run_blocking
Tools      asyncio.to_thread, asyncio.gather
Level      core
Time       15 minutes
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


async def run_blocking(func: Callable[[T], R], args_list: list[T]) -> list[R]:
    """Call `func(arg)` for each of `args_list`, in threads, all at once.

    The results come in the order of `args_list`, which has five arguments at
    most. Meanwhile the event loop is free. Each argument is used once.

    If a call raises, the others go on. When all have ended, the exception
    comes out itself; of several, that of the first one in `args_list`.

    Example:
        await run_blocking(make, ["a", "b"])  ->  [make("a"), make("b")]
    """
    raise NotImplementedError
