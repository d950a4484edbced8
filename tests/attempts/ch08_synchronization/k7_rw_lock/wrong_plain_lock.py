"""Readers are alone too.

Caught by: test_readers_are_together
"""

import asyncio


class RWLock:
    def __init__(self):
        self.lock = asyncio.Lock()

    def reader(self):
        return self.lock

    def writer(self):
        return self.lock
