"""Many readers, or one writer.

A search index answers many queries at the same time, and now and then it is rebuilt. A
rebuild needs the index for itself. But queries never stop coming: a rebuild that waits
until there is none would wait for ever.

You write  the methods of RWLock
Tools      asyncio.Condition, contextlib.asynccontextmanager
Level      master
Time       45 minutes
"""

import asyncio
import contextlib
from contextlib import AbstractAsyncContextManager


class RWLock:
    """A lock that any number of readers share, or one writer has alone.

    A task that cannot have it waits until it can. A task that leaves the block gives it
    back, however it leaves: at the end, with an exception, which goes on, or by a
    cancellation.

    While a writer waits, no new reader gets in: a reader that comes then waits until
    some writer has left, or until no writer waits any more. Beyond that, which task is
    next is up to you. But nobody waits in vain: when nobody holds the lock, a task that
    waits gets it at once, and when only readers hold it and no writer waits, all
    readers do. It does not matter whether a task has left, or has given up waiting.

    A task that is cancelled while it waits stops waiting at once. A task that holds the
    lock does not ask for it again.

    Example:
        lock = RWLock()
        async with lock.reader():
            ...  # Other readers may be here too, but no writer.
        async with lock.writer():
            ...  # Nobody else is here.
    """

    def __init__(self) -> None:
        """Nobody holds it, and nobody waits."""
        raise NotImplementedError

    def reader(self) -> AbstractAsyncContextManager[None]:
        """Return a context manager for `async with`: it is shared in the block."""
        raise NotImplementedError

    def writer(self) -> AbstractAsyncContextManager[None]:
        """Return a context manager for `async with`: nobody else is in the block."""
        raise NotImplementedError
