"""Build it once, when somebody asks for it.

A report needs the exchange rates. To fetch them takes a while, so they are fetched when
somebody asks for the first time, and kept. Many tasks ask at the same time, and some of
them give up waiting.

You write  Lazy
Tools      asyncio.Lock
Level      further
Time       25 minutes
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    """A value that is built when it is first asked for, and kept from then on.

    Args:
        factory: `await factory()` builds the value. It takes a while, and it may fail.

    Example:
        rates = Lazy(fetch_rates)
        await rates.get()  # fetches them
        await rates.get()  # returns them at once
    """

    def __init__(self, factory: Callable[[], Awaitable[T]]) -> None:
        self._factory = factory
        self._lock = asyncio.Lock()
        self._values: list[T] = []

    async def get(self) -> T:
        """Return the value; build it, if nobody has done so.

        There is at most one build at work at any time; who asks meanwhile waits for it.
        Once a build has succeeded, its value is the value for ever, whatever it is (it
        may be None), and nothing is built any more.

        Raises:
            What the factory raises. A failure is not kept: who asks afterwards starts a
                new build. Whether those who have waited for the build that failed get
                its exception, or the value of a new build, is open.
            asyncio.CancelledError: somebody cancels this while it waits. The others who
                wait still get the value. Whether the build goes on for them or a new
                one begins is open; but when nobody waits any more, no build is at work.
        """
        if not self._values:
            async with self._lock:
                if not self._values:
                    self._values.append(await self._factory())
        return self._values[0]
