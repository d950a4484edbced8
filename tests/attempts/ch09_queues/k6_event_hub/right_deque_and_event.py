"""A deque that drops the oldest by itself, and an event."""

import asyncio
from collections import deque
from contextlib import asynccontextmanager


class Messages:
    def __init__(self, maxsize):
        self.waiting = deque(maxlen=maxsize)
        self.news = asyncio.Event()

    def __aiter__(self):
        return self

    async def __anext__(self):
        while not self.waiting:
            self.news.clear()
            await self.news.wait()
        return self.waiting.popleft()


class Hub:
    def __init__(self):
        self.readers = {}

    def publish(self, message):
        for reader in self.readers.values():
            reader.waiting.append(message)
            reader.news.set()

    @asynccontextmanager
    async def subscribe(self, maxsize):
        key = object()
        self.readers[key] = Messages(maxsize)
        try:
            yield self.readers[key]
        finally:
            self.readers.pop(key)
