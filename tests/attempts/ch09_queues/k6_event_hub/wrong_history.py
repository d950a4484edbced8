"""Gives a new subscriber what was published before.

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
        self.history = []

    def publish(self, message):
        self.history.append(message)
        for queue in self.queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(message)

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize):
        queue = asyncio.Queue(maxsize)
        self.queues.add(queue)
        for message in self.history[-maxsize:]:
            queue.put_nowait(message)
        try:
            yield Messages(queue)
        finally:
            self.queues.discard(queue)
