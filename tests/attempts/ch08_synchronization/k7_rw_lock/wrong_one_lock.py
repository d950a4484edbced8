"""One lock for all: readers keep each other out.

Caught by: test_readers_share_it
"""

import asyncio


class RWLock:
    def __init__(self):
        self.lock = asyncio.Lock()

    def reader(self):
        return self.lock

    def writer(self):
        return self.lock
