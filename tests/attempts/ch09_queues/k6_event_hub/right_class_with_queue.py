"""One object is context manager and iterator, around a queue."""

import asyncio


class Reader:
    def __init__(self, hub, maxsize):
        self.hub = hub
        self.queue = asyncio.Queue(maxsize)

    async def __aenter__(self):
        self.hub.readers.add(self)
        return self

    async def __aexit__(self, *exc):
        self.hub.readers.discard(self)

    def __aiter__(self):
        return self

    async def __anext__(self):
        return await self.queue.get()


class Hub:
    def __init__(self):
        self.readers = set()

    def publish(self, message):
        for reader in self.readers:
            try:
                reader.queue.put_nowait(message)
            except asyncio.QueueFull:
                reader.queue.get_nowait()
                reader.queue.put_nowait(message)

    def subscribe(self, maxsize):
        return Reader(self, maxsize)
