"""Tell everybody, and wait for nobody.

A live ticker has thousands of readers. A reader on a bad line must not hold up
the others, and must not fill the memory: if it is too slow, it misses the
oldest messages.

You write  the methods of Hub
Tools      asyncio.Queue, contextlib.asynccontextmanager, __anext__
Level      further
Time       40 minutes
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any


class Hub:
    """Hands messages to subscribers.

    Example:
        hub = Hub()
        async with hub.subscribe(maxsize=10) as messages:
            hub.publish("hello")
            async for message in messages:
                ...  # "hello" comes first.
    """

    def __init__(self) -> None:
        """Nobody is subscribed."""
        self._queues: list[asyncio.Queue[Any]] = []

    def publish(self, message: Any) -> None:
        """Hand a message to all that are subscribed now. This never waits.

        Where a subscriber has no room for it, the oldest message of that
        subscriber is dropped. Any object may be a message.
        """
        for queue in self._queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(message)

    def subscribe(
        self, maxsize: int
    ) -> AbstractAsyncContextManager[AsyncIterator[Any]]:
        """Return a context manager for `async with`; its block subscribes.

        It gives an async iterator over the messages that are published from
        the moment at which the block is entered, in their order. The iterator
        waits for the next message, and never ends. There is room for `maxsize`
        messages (at least 1).

        However a subscriber leaves the block, it is not subscribed any more:
        the hub keeps nothing for it. What was raised in the block comes out of
        it.

        A subscriber that is cancelled while it waits hears of it at once, and
        no other one does. It may ask again, say after a time-out, and has
        missed nothing.
        """
        return self._subscribed(asyncio.Queue(maxsize))

    @asynccontextmanager
    async def _subscribed(
        self, queue: asyncio.Queue[Any]
    ) -> AsyncIterator[AsyncIterator[Any]]:
        self._queues.append(queue)
        try:
            yield _Messages(queue)
        finally:
            self._queues.remove(queue)


class _Messages(AsyncIterator[Any]):
    # A generator function would be shorter, but a cancellation ends a generator.

    def __init__(self, queue: asyncio.Queue[Any]) -> None:
        self._queue = queue

    async def __anext__(self) -> Any:
        return await self._queue.get()
