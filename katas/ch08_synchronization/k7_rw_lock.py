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
        raise NotImplementedError

    def reader(self) -> AbstractAsyncContextManager[None]:
        """Return a context manager for `async with`; its block shares it."""
        raise NotImplementedError

    def writer(self) -> AbstractAsyncContextManager[None]:
        """Return a context manager for `async with`; nobody else is in it."""
        raise NotImplementedError
