"""A semaphore with ten places, all of which a writer takes.

Caught by: test_readers_share_it
"""

import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.places = asyncio.Semaphore(10)
        self.writers = asyncio.Lock()

    def reader(self):
        return self.places

    @asynccontextmanager
    async def writer(self):
        taken = 0
        async with self.writers:
            try:
                for _ in range(10):
                    await self.places.acquire()
                    taken += 1
                yield
            finally:
                for _ in range(taken):
                    self.places.release()
