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
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_running = threading.Event()
        self._thread = threading.Thread(target=self._run, name="LoopThread")

    def start(self) -> None:
        """Start the thread; when this returns, coroutines can be submitted."""
        self._thread.start()
        self._is_running.wait()

    def submit(self, coro: Coroutine[Any, Any, T]) -> Future[T]:
        """Run `coro` in the loop, beside others; return its future at once.

        The future gets what `coro` returns or raises. To cancel the future
        cancels `coro`.

        Raises:
            RuntimeError: it has not been started, or has been stopped.
        """
        if self._loop is None:
            raise RuntimeError("the loop does not run")
        return asyncio.run_coroutine_threadsafe(coro, self._loop)

    def stop(self) -> None:
        """Stop it; when this returns, the thread has ended.

        Every task of the loop that is still running is cancelled, and may tidy
        up. Then the loop is closed. Each future is done: with a result, with
        an exception, or cancelled. Where it does not run, nothing happens.
        """
        loop, self._loop = self._loop, None
        if loop is not None:
            loop.call_soon_threadsafe(loop.stop)
            self._thread.join()

    def __enter__(self) -> "LoopThread":
        """Start it."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it, however the block has ended."""
        self.stop()

    def _run(self) -> None:
        # At its end a runner cancels the tasks, waits for them, and closes the loop.
        with asyncio.Runner() as runner:
            self._loop = runner.get_loop()
            self._loop.call_soon(self._is_running.set)
            self._loop.run_forever()
