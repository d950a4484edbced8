"""Subscribes when subscribe() is called, not in the block.

Caught by: test_only_while_one_is_subscribed
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

    def subscribe(self, maxsize):
        queue = asyncio.Queue(maxsize)
        self.queues.add(queue)
        return self.subscribed(queue)

    @contextlib.asynccontextmanager
    async def subscribed(self, queue):
        try:
            yield Messages(queue)
        finally:
            self.queues.discard(queue)
