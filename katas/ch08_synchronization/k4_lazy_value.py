"""Build it once, when somebody needs it.

Connecting to a database takes a while. Nobody wants to pay for it at the start, and
nobody wants two connections: the task that needs it first builds it, and all others,
also those that come meanwhile, get the same.

You write  Lazy
Tools      asyncio.Lock, or a task and asyncio.shield
Level      further
Time       30 minutes
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    """A value that is built when somebody asks for it for the first time.

    Two builds never run at the same time, and one that is cleaning up is still running.

    Example:
        database = Lazy(connect)
        await database.get()  ->  calls connect(), and returns what it gives
        await database.get()  ->  the same, at once
    """

    def __init__(self, factory: Callable[[], Awaitable[T]]) -> None:
        """Keep the factory; each call `await factory()` is one build."""
        raise NotImplementedError

    async def get(self) -> T:
        """Return the value; build it first if it has not been built.

        A caller that comes while it is being built waits for that build, and begins no
        other. Once a build has succeeded there is no other one, whatever the value is:
        None is a value, too.

        A build that fails is not kept: a caller that comes after that begins a new one.
        Those that were waiting for it may get its exception as well, or one of them may
        begin a new build: both are right.

        Raises:
            The exception of the build.
            asyncio.CancelledError: somebody cancels this. All others that wait get the
                value all the same: the build may go on for them, or one of them may
                begin a new one. When the last one that waits is cancelled, the build is
                cancelled at that moment.
        """
        raise NotImplementedError
