"""Takes each message in a task: one that comes during a cancellation is lost.

Caught by: test_a_message_that_comes_as_one_gives_up
"""

import asyncio
import contextlib


class Messages:
    def __init__(self, queue):
        self.queue = queue

    def __aiter__(self):
        return self

    async def __anext__(self):
        getter = asyncio.create_task(self.queue.get())
        try:
            return await asyncio.shield(getter)
        except asyncio.CancelledError:
            getter.cancel()
            raise


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
            yield Messages(queue)
        finally:
            self.queues.discard(queue)
