"""Objects with __aenter__ and __aexit__, and an event that is swapped at each change."""

import asyncio


class RWLock:
    def __init__(self):
        self.readers = 0
        self.writers = 0
        self.queued = 0
        self.event = asyncio.Event()

    def changed(self):
        self.event.set()
        self.event = asyncio.Event()

    def reader(self):
        return Reader(self)

    def writer(self):
        return Writer(self)


class Reader:
    def __init__(self, lock):
        self.lock = lock

    async def __aenter__(self):
        while self.lock.writers or self.lock.queued:
            await self.lock.event.wait()
        self.lock.readers += 1

    async def __aexit__(self, *exc):
        self.lock.readers -= 1
        self.lock.changed()


class Writer:
    def __init__(self, lock):
        self.lock = lock

    async def __aenter__(self):
        self.lock.queued += 1
        try:
            while self.lock.writers or self.lock.readers:
                await self.lock.event.wait()
        except BaseException:
            self.lock.queued -= 1
            self.lock.changed()
            raise
        self.lock.queued -= 1
        self.lock.writers += 1

    async def __aexit__(self, *exc):
        self.lock.writers -= 1
        self.lock.changed()
