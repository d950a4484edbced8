"""Has a task that fetches the next message before it is asked for.

Caught by: test_it_is_published_at_once
"""

import asyncio
import contextlib


class Messages:
    def __init__(self, queue):
        self.queue = queue
        self.next = asyncio.create_task(queue.get())

    def __aiter__(self):
        return self

    async def __anext__(self):
        message = await self.next
        self.next = asyncio.create_task(self.queue.get())
        return message


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
            messages = Messages(queue)
            yield messages
        finally:
            messages.next.cancel()
            self.queues.discard(queue)
