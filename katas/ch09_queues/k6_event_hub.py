"""Tell everybody who listens.

Prices change all the time. Some programs want to hear of each change, some look only
now and then. Nobody who is slow may hold up the others, or the one who publishes: who
does not keep up loses the oldest news, and hears the newest.

You write  Hub
Tools      asyncio.Queue, contextlib.asynccontextmanager
Level      further
Time       30 minutes
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator


class Hub:
    """Hands each message to all who have subscribed.

    Example:
        hub = Hub()
        async with hub.subscribe(maxsize=2) as messages:
            hub.publish("a")
            hub.publish("b")
            hub.publish("c")  # there is room for two: "a" is dropped
            await anext(messages)  ->  "b"
    """

    def __init__(self) -> None:
        raise NotImplementedError

    def publish(self, message: object) -> None:
        """Hand a message (any value) to all who are subscribed now.

        This never waits. Where a subscriber has `maxsize` messages that it has not
        taken, the oldest of them is dropped.
        """
        raise NotImplementedError

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize: int) -> AsyncIterator[AsyncIterator[object]]:
        """Subscribe for the time of the block.

        It gives an async iterator over the messages that are published in that time, in
        their order. Where there is none, it waits for the next one; it has no end. At
        most `maxsize` (1 or more) messages are kept until they are taken. Whoever is
        cancelled while it waits for a message loses none.

        Whoever leaves the block, in whatever way, is not subscribed any more.
        """
        raise NotImplementedError
        yield  # with a yield it is an async generator


class _Messages:
    """The messages of a queue, one after another."""

    def __init__(self, queue: asyncio.Queue[object]) -> None:
        self._queue = queue

    def __aiter__(self) -> "_Messages":
        return self

    async def __anext__(self) -> object:
        return await self._queue.get()
