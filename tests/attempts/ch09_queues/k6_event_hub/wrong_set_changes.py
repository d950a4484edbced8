"""Hands the messages on in a task, and the set changes meanwhile.

Caught by: test_who_comes_after_a_message_does_not_get_it
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
        task = asyncio.create_task(self.deliver(message))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def deliver(self, message):
        for queue in self.queues:
            if queue.full():
                queue.get_nowait()
            await queue.put(message)
            await asyncio.sleep(0)

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize):
        queue = asyncio.Queue(maxsize)
        self.queues.add(queue)
        try:
            yield Messages(queue)
        finally:
            self.queues.discard(queue)
