"""Many may read, one may write.

The configuration of a server is read by each request, and now and then it is written.
Readers do not disturb each other. A writer wants to be alone. And so that a writer gets
its turn among many readers, nobody begins to read while a writer waits.

You write  RWLock
Tools      asyncio.Event or asyncio.Condition, contextlib.asynccontextmanager
Level      master
Time       45 minutes
"""

import contextlib
from collections.abc import AsyncIterator


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
        raise NotImplementedError

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
        raise NotImplementedError
        yield  # with a yield it is an async generator

    @contextlib.asynccontextmanager
    async def writer(self) -> AsyncIterator[None]:
        """Hold the lock as the only one, for the time of the block.

        It waits while anybody else is in a block. Which of several writers that wait is
        next is open.

        Raises:
            asyncio.CancelledError: somebody cancels this, at any moment: while it
                waits, or in the block. Others are served as if it had not been there.
        """
        raise NotImplementedError
        yield  # with a yield it is an async generator
