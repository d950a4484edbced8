"""Puts the message in with a task for each subscriber.

Caught by: test_it_is_published_at_once
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
        self.tasks = set()

    def publish(self, message):
        for queue in self.queues:
            task = asyncio.create_task(self.deliver(queue, message))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def deliver(self, queue, message):
        if queue.full():
            queue.get_nowait()
        queue.put_nowait(message)

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize):
        queue = asyncio.Queue(maxsize)
        self.queues.add(queue)
        try:
            yield Messages(queue)
        finally:
            self.queues.discard(queue)
