"""Who is cancelled just when it has been let in forgets to leave.

Caught by: test_who_is_cancelled_when_its_turn_comes
"""

import asyncio
from collections import deque
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self._readers = 0
        self._writer = False
        self._queue = deque()

    def _admit(self):
        while self._queue:
            wants_to_write, future = self._queue[0]
            if self._writer or (wants_to_write and self._readers):
                return
            self._queue.popleft()
            if future.done():
                continue
            if wants_to_write:
                self._writer = True
            else:
                self._readers += 1
            future.set_result(None)

    def _leave(self, is_writer):
        if is_writer:
            self._writer = False
        else:
            self._readers -= 1
        self._admit()

    @asynccontextmanager
    async def _hold(self, is_writer):
        future = asyncio.get_running_loop().create_future()
        self._queue.append((is_writer, future))
        self._admit()
        try:
            await future
        except asyncio.CancelledError:
            if future.cancelled():
                self._admit_after_cancel(is_writer, future)
            raise
        try:
            yield
        finally:
            self._leave(is_writer)

    def _admit_after_cancel(self, is_writer, future):
        self._queue = deque(entry for entry in self._queue if entry[1] is not future)
        self._admit()

    def reader(self):
        return self._hold(False)

    def writer(self):
        return self._hold(True)
