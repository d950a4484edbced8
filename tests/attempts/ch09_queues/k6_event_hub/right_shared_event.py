"""One event for all: the first that is woken clears it."""

import asyncio
import collections
import contextlib


class Messages:
    def __init__(self, hub, maxsize):
        self.hub = hub
        self.waiting = collections.deque(maxlen=maxsize)

    def __aiter__(self):
        return self

    async def __anext__(self):
        while not self.waiting:
            self.hub.news.clear()
            await self.hub.news.wait()
        return self.waiting.popleft()


class Hub:
    def __init__(self):
        self.readers = set()
        self.news = asyncio.Event()

    def publish(self, message):
        for reader in self.readers:
            reader.waiting.append(message)
        self.news.set()

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize):
        reader = Messages(self, maxsize)
        self.readers.add(reader)
        try:
            yield reader
        finally:
            self.readers.discard(reader)
