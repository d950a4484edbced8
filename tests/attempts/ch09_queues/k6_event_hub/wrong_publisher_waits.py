"""The publisher waits for the slow ones.

Caught by: test_messages_come_in_order
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
        self.queues = []

    async def publish(self, message):
        for queue in list(self.queues):
            await queue.put(message)

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize):
        queue = asyncio.Queue(maxsize)
        self.queues.append(queue)
        try:
            yield Messages(queue)
        finally:
            self.queues.remove(queue)
