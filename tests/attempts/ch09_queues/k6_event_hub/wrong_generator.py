"""Iterates with an async generator, and never closes it.

Caught by: test_each_subscriber_gets_each_message
"""

import asyncio
import contextlib


async def messages_of(queue):
    while True:
        yield await queue.get()


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
            yield messages_of(queue)
        finally:
            self.queues.discard(queue)
