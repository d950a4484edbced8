"""Subscribes when the first message is asked for.

Caught by: test_each_subscriber_gets_each_message
"""

import asyncio
import contextlib


class Messages:
    def __init__(self, queue, queues):
        self.queue = queue
        self.queues = queues

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.queues.add(self.queue)
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
        try:
            yield Messages(queue, self.queues)
        finally:
            self.queues.discard(queue)
