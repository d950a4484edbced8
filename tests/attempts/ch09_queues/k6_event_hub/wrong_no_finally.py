"""Who leaves with an exception is still subscribed.

Caught by: test_who_leaves_with_an_exception_has_left
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

    def publish(self, message):
        for queue in self.queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(message)

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize):
        queue = asyncio.Queue(maxsize)
        self.queues.append(queue)
        yield Messages(queue)
        self.queues.remove(queue)
