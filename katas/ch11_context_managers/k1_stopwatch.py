"""Time a block.

A service writes into its log how long each job takes. Some jobs fail, and some
are cancelled. The log is to tell the time of these jobs too.

Given      Watch, which computes the time from two others
You write  stopwatch
Tools      contextlib.asynccontextmanager, try, finally, loop.time
Level      core
Time       10 minutes
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator


class Watch:
    """How long a block takes.

    Attributes:
        began: `loop.time()` when the block began.
        ended: `loop.time()` when the block ended, None while it runs.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self.began = 0.0
        self.ended: float | None = None

    @property
    def elapsed(self) -> float:
        """The seconds from the beginning until the end, or until now."""
        if self.ended is None:
            return asyncio.get_running_loop().time() - self.began
        return self.ended - self.began


@contextlib.asynccontextmanager
async def stopwatch() -> AsyncIterator[Watch]:
    """Give the block a Watch of its own, which says how long the block takes.

    Its time begins where the block begins, not where stopwatch() is called. It
    ends where the block ends, also by an exception or a cancellation, which
    goes on. The watch may be read in the block, too.

    Example:
        async with stopwatch() as watch:
            await asyncio.sleep(2)
            watch.elapsed  ->  2, and soon more
            await asyncio.sleep(1)
        watch.elapsed  ->  3, and it stays so
    """
    raise NotImplementedError
    yield  # delete this line too: it makes an async generator of the stub
