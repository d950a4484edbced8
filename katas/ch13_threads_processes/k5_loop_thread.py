"""An event loop for a program that has none.

A desktop program is full of ordinary functions, and nobody will rewrite it.
Now it needs a library that has async functions only. So keep an event loop in
a thread, and hand it one coroutine after another.

You write  the methods of LoopThread
Tools      threading.Thread, asyncio.Runner, asyncio.run_coroutine_threadsafe
Level      further
Time       35 minutes
"""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class LoopThread:
    """An event loop that runs in a thread of its own, from start() to stop().

    It is started once. All methods are called in other threads than its own.

    Example:
        with LoopThread() as background:
            page = background.submit(fetch("a"))
            print(page.result())
    """

    def __init__(self) -> None:
        """Start nothing yet."""
        raise NotImplementedError

    def start(self) -> None:
        """Start the thread; when this returns, coroutines can be submitted."""
        raise NotImplementedError

    def submit(self, coro: Coroutine[Any, Any, T]) -> Future[T]:
        """Run `coro` in the loop, beside others; return its future at once.

        The future gets what `coro` returns or raises. To cancel the future
        cancels `coro`.

        Raises:
            RuntimeError: it has not been started, or has been stopped.
        """
        raise NotImplementedError

    def stop(self) -> None:
        """Stop it; when this returns, the thread has ended.

        Every task of the loop that is still running is cancelled, and may tidy
        up. Then the loop is closed. Each future is done: with a result, with
        an exception, or cancelled. Where it does not run, nothing happens.
        """
        raise NotImplementedError

    def __enter__(self) -> "LoopThread":
        """Start it."""
        raise NotImplementedError

    def __exit__(self, *_: object) -> None:
        """Stop it, however the block has ended."""
        raise NotImplementedError
