"""In turns: after a writer all readers that wait, then the next writer."""

import asyncio
import contextlib


class RWLock:
    def __init__(self):
        self.inside = 0  # -1: a writer
        self.waiting_readers = []
        self.waiting_writers = []

    async def _wait(self, queue):
        place = asyncio.Event()
        queue.append(place)
        try:
            await place.wait()
        except asyncio.CancelledError:
            if place in queue:
                queue.remove(place)
            elif queue is self.waiting_readers:
                self.inside -= 1
            else:
                self.inside = 0
            self._next()
            raise

    def _next(self, readers_first=False):
        if self.inside < 0:
            return
        if readers_first or not self.waiting_writers:
            readers, self.waiting_readers[:] = self.waiting_readers[:], []
            for place in readers:
                self.inside += 1
                place.set()
        if self.inside == 0 and self.waiting_writers:
            self.inside = -1
            self.waiting_writers.pop(0).set()

    @contextlib.asynccontextmanager
    async def reader(self):
        if self.inside < 0 or self.waiting_writers:
            await self._wait(self.waiting_readers)
        else:
            self.inside += 1
        try:
            yield
        finally:
            self.inside -= 1
            self._next()

    @contextlib.asynccontextmanager
    async def writer(self):
        if self.inside:
            await self._wait(self.waiting_writers)
        else:
            self.inside = -1
        try:
            yield
        finally:
            self.inside = 0
            self._next(readers_first=True)
