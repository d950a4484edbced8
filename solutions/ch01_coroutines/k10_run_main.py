"""Run a coroutine from ordinary code.

A program begins in ordinary code, where there is no event loop and `await` is
not allowed. Write the door between the two worlds: an ordinary function that
starts an event loop, runs one coroutine function on it to its end, and closes
the loop.

You write  run_main
Tools      asyncio.run, asyncio.get_running_loop
Level      further
Time       15 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run_main(async_fn: Callable[..., Coroutine[Any, Any, T]], *args: object) -> T:
    """Run `async_fn(*args)` on an event loop of its own; return its result.

    Each call uses a new event loop, and closes it before it returns. Whatever
    `async_fn` raises reaches the caller unchanged, and the loop is closed then
    too.

    Example:
        run_main(asyncio.sleep, 1, "done")  ->  "done", one second later

    Raises:
        RuntimeError: an event loop is already running here, because `run_main`
            was called inside a coroutine. No coroutine is left unawaited.
    """
    coro = async_fn(*args)
    try:
        return asyncio.run(coro)
    finally:
        # Where asyncio.run refuses, the coroutine would be left never awaited.
        coro.close()


if __name__ == "__main__":
    print(run_main(asyncio.sleep, 1, "done"))
