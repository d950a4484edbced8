"""Many may read, one may write.

The configuration of a server is read by each request, and now and then it is written.
Readers do not disturb each other. A writer wants to be alone. And so that a writer gets
its turn among many readers, nobody begins to read while a writer waits.

You write  RWLock
Tools      asyncio.Event or asyncio.Condition, contextlib.asynccontextmanager
Level      master
Time       45 minutes
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable


class RWLock:
    """A lock that many readers hold together, or one writer alone.

    Whoever may go on does so at once: nobody waits at a lock that is free for it.

    Example:
        lock = RWLock()
        async with lock.reader():
            ...  # other readers may be here too
        async with lock.writer():
            ...  # nobody else is here
    """

    def __init__(self) -> None:
        self._readers = 0
        self._is_writing = False
        self._writers_waiting = 0
        self._changed = asyncio.Event()

    @contextlib.asynccontextmanager
    async def reader(self) -> AsyncIterator[None]:
        """Hold the lock as a reader, for the time of the block.

        It waits while a writer is in its block. A reader that comes while a writer
        waits goes after that writer. (Whether a writer may overtake readers that have
        waited before it came is open.)

        Raises:
            asyncio.CancelledError: somebody cancels this, at any moment: while it
                waits, or in the block. Others are served as if it had not been there.
        """
        await self._until(lambda: not self._is_writing and not self._writers_waiting)
        self._readers += 1
        try:
            yield
        finally:
            self._readers -= 1
            self._let_all_look()

    @contextlib.asynccontextmanager
    async def writer(self) -> AsyncIterator[None]:
        """Hold the lock as the only one, for the time of the block.

        It waits while anybody else is in a block. Which of several writers that wait is
        next is open.

        Raises:
            asyncio.CancelledError: somebody cancels this, at any moment: while it
                waits, or in the block. Others are served as if it had not been there.
        """
        self._writers_waiting += 1
        try:
            await self._until(lambda: not self._is_writing and not self._readers)
            self._is_writing = True
        finally:
            self._writers_waiting -= 1
            self._let_all_look()
        try:
            yield
        finally:
            self._is_writing = False
            self._let_all_look()

    async def _until(self, may_go_on: Callable[[], bool]) -> None:
        while not may_go_on():
            await self._changed.wait()

    def _let_all_look(self) -> None:
        """Wake all who wait; those who may not go on wait for the next change."""
        self._changed.set()
        self._changed = asyncio.Event()
