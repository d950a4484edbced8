"""Waits on, where a message is None.

Caught by: test_any_message
"""

import asyncio
import contextlib


class Messages:
    def __init__(self, queue):
        self.queue = queue

    def __aiter__(self):
        return self

    async def __anext__(self):
        while True:
            message = await self.queue.get()
            if message is not None:
                return message


class Hub:
    def __init__(self):
        self.queues = []

    def publish(self, message):
        for queue in self.queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(message)

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize):
        queue = asyncio.Queue(maxsize)
        self.queues.append(queue)
        try:
            yield Messages(queue)
        finally:
            self.queues.remove(queue)
