"""Has one queue for all: each message goes to one subscriber.

Caught by: test_each_subscriber_gets_each_message
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
        self.queue = asyncio.Queue()

    def publish(self, message):
        self.queue.put_nowait(message)

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize):
        yield Messages(self.queue)
