"""First come, first served: a queue of futures, readers at its head go in together."""

import asyncio
from collections import deque


class Guard:
    def __init__(self, lock, kind):
        self.lock = lock
        self.kind = kind

    async def __aenter__(self):
        await self.lock.enter(self.kind)

    async def __aexit__(self, *_):
        self.lock.leave(self.kind)


class RWLock:
    def __init__(self):
        self.inside = {"r": 0, "w": 0}
        self.queue = deque()

    def reader(self):
        return Guard(self, "r")

    def writer(self):
        return Guard(self, "w")

    def may_enter(self, kind):
        if self.inside["w"]:
            return False
        return kind == "r" or not self.inside["r"]

    async def enter(self, kind):
        future = asyncio.get_running_loop().create_future()
        self.queue.append((kind, future))
        self.serve()
        try:
            await future
        except asyncio.CancelledError:
            if not future.cancelled():
                self.inside[kind] -= 1
            self.serve()
            raise

    def leave(self, kind):
        self.inside[kind] -= 1
        self.serve()

    def serve(self):
        while self.queue:
            kind, future = self.queue[0]
            if future.done():
                self.queue.popleft()
            elif self.may_enter(kind):
                self.queue.popleft()
                self.inside[kind] += 1
                future.set_result(None)
            else:
                return
