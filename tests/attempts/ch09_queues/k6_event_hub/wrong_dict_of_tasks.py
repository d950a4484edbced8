"""Keeps one queue for each task.

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
        self.of_task = {}

    def publish(self, message):
        for queue in list(self.of_task.values()):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(message)

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize):
        queue = asyncio.Queue(maxsize)
        self.of_task[asyncio.current_task()] = queue
        try:
            yield Messages(queue)
        finally:
            self.of_task.pop(asyncio.current_task(), None)
