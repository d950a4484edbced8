"""Writers wait for writers, and not for readers.

Caught by: test_a_writer_waits_for_readers
"""

import asyncio
import contextlib


class RWLock:
    def __init__(self):
        self.lock = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def reader(self):
        async with self.lock:
            pass
        yield

    def writer(self):
        return self.lock
