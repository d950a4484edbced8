"""Tell everybody, and wait for nobody.

A live ticker has thousands of readers. Each of them sees every message, at a pace of
its own. A reader on a bad line must not hold up the others, and must not fill the
memory: if it is too slow, it misses the oldest messages.

You write  the methods of Hub
Tools      asyncio.Queue, contextlib.asynccontextmanager, __anext__
Level      further
Time       40 minutes
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import Any


class Hub:
    """Hands each message to all that are subscribed at that moment.

    Example:
        hub = Hub()
        async with hub.subscribe(maxsize=10) as messages:
            hub.publish("hello")
            async for message in messages:
                ...  # "hello" comes first.
    """

    def __init__(self) -> None:
        """Nobody is subscribed."""
        raise NotImplementedError

    def publish(self, message: Any) -> None:
        """Hand a message to all subscribers. This is a plain function: it never waits.

        Any value may be a message, also None or an exception. If nobody is subscribed,
        the message is gone.

        Each subscriber has room for `maxsize` messages. Where there is no room for this
        one, the oldest message of that subscriber is dropped, and only there.
        """
        raise NotImplementedError

    def subscribe(
        self, maxsize: int
    ) -> AbstractAsyncContextManager[AsyncIterator[Any]]:
        """Return a context manager for `async with`: its block is a subscription.

        It gives an async iterator over the messages that are published from the moment
        at which the block is entered, in their order, the same objects. If there is no
        message, the iterator waits for the next one; it never ends. A message takes up
        room until the subscriber goes on with it, also if the subscriber was waiting
        for it. There is room for `maxsize` messages, at least 1.

        A subscriber that leaves the block, at its end, with an exception or by a
        cancellation, is not subscribed any more: the hub keeps nothing for it. The
        exception goes on. Other subscribers notice nothing.

        A subscriber that is cancelled while it waits for a message hears of it at once.
        If it stays in the block, say after a time-out, it may ask again, and has missed
        nothing, also if a message came at that very moment.

        There may be any number of subscribers, also several of one task. Each context
        manager is used once, and its iterator by one task at a time.
        """
        raise NotImplementedError
