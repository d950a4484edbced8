"""Many readers, or one writer.

A search index answers many queries at the same time. Now and then it is
rebuilt, and a rebuild needs it alone. But queries never stop coming: a rebuild
that waits until there is none would wait for ever.

You write  the methods of RWLock
Tools      asyncio.Condition, contextlib.asynccontextmanager
Level      master
Time       45 minutes
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager


class RWLock:
    """A lock that any number of readers share, or one writer has alone.

    A task that leaves the block gives it back, also with an exception, which
    goes on.

    A reader that comes while writers wait gets in only after some writer has
    left, or when none of these waits any more.

    Nobody waits in vain: when nobody holds the lock, a task that waits gets it
    at once; when only readers hold it and no writer waits, all readers that
    wait do.

    A task that is cancelled while it waits stops waiting at once, and is not
    missed.

    Example:
        lock = RWLock()
        async with lock.reader():
            ...  # Other readers may be here too, but no writer.
        async with lock.writer():
            ...  # Nobody else is here.
    """

    def __init__(self) -> None:
        """Nobody holds it, and nobody waits."""
        self._readers = 0
        self._writing = False
        self._waiting_writers = 0
        self._changed = asyncio.Condition()

    def reader(self) -> AbstractAsyncContextManager[None]:
        """Return a context manager for `async with`; its block shares it."""
        return self._shared()

    def writer(self) -> AbstractAsyncContextManager[None]:
        """Return a context manager for `async with`; nobody else is in it."""
        return self._alone()

    @contextlib.asynccontextmanager
    async def _shared(self) -> AsyncIterator[None]:
        async with self._changed:
            await self._changed.wait_for(
                lambda: not self._writing and not self._waiting_writers
            )
            self._readers += 1
        try:
            yield
        finally:
            # Nobody awaits anything else while it holds the lock of the Condition:
            # this does not wait, so that no cancellation can come in between.
            async with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextlib.asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        async with self._changed:
            self._waiting_writers += 1
            try:
                await self._changed.wait_for(
                    lambda: not self._writing and not self._readers
                )
                self._writing = True
            finally:
                self._waiting_writers -= 1
                # Readers may have waited for a writer that gives up.
                self._changed.notify_all()
        try:
            yield
        finally:
            async with self._changed:
                self._writing = False
                self._changed.notify_all()
