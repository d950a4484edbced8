"""Ends the block quietly, whatever was raised in it.

Caught by: test_an_exception_goes_on
"""

import asyncio
import contextlib


class Messages:
    def __init__(self, queue):
        self.queue = queue

    def __aiter__(self):
        return self

    async def __anext__(self):
        return await self.queue.get()


class Hub:
    def __init__(self):
        self.queues = set()

    def publish(self, message):
        for queue in self.queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(message)

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize):
        queue = asyncio.Queue(maxsize)
        self.queues.add(queue)
        try:
            yield Messages(queue)
        except Exception:
            pass
        self.queues.discard(queue)
