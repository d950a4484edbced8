"""Build it once, when somebody needs it.

Connecting to a database takes a while. Nobody wants to pay for it at the
start, and nobody wants two connections: the task that needs it first builds
it, and all others, also those that come meanwhile, get the same.

You write  Lazy
Tools      asyncio.Lock, or a task and asyncio.shield
Level      further
Time       30 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    """A value that is built when somebody asks for it for the first time.

    Two builds never run at the same time, and one that is cleaning up still
    runs.

    Example:
        database = Lazy(connect)
        await database.get()  ->  calls connect(), and returns what it gives
        await database.get()  ->  the same, at once
    """

    def __init__(self, factory: Callable[[], Coroutine[Any, Any, T]]) -> None:
        """Keep the factory; each `await factory()` is one build."""
        raise NotImplementedError

    async def get(self) -> T:
        """Return the value; build it first if it has not been built.

        A caller that comes during a build waits for it, and begins no other.
        Whatever was built is kept, also None.

        A build that fails is not kept: its exception comes out, and the next
        caller begins a new build.

        If a caller is cancelled, the others get the value all the same. When
        no caller is left, the build is cancelled; a caller that comes then
        waits until it has ended, and begins a new one.
        """
        raise NotImplementedError
