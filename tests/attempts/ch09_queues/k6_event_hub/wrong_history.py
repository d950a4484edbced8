"""Whoever comes hears the last message first.

Caught by: test_only_what_is_published_meanwhile
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
        self.last = []

    def publish(self, message):
        self.last = [message]
        for queue in self.queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(message)

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize):
        queue = asyncio.Queue(maxsize)
        for message in self.last:
            queue.put_nowait(message)
        self.queues.append(queue)
        try:
            yield Messages(queue)
        finally:
            self.queues.remove(queue)
