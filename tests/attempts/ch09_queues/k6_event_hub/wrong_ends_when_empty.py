"""Ends the iteration where there is no message.

Caught by: test_who_has_no_message_waits_for_the_next
"""

import asyncio
import contextlib


class Messages:
    def __init__(self, queue):
        self.queue = queue

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.queue.empty():
            raise StopAsyncIteration
        return self.queue.get_nowait()


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
