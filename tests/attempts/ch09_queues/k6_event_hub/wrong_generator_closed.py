"""Iterates with an async generator, which it closes: a cancellation ends it.

Caught by: test_who_gives_up_may_ask_again
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
            async with contextlib.aclosing(messages_of(queue)) as messages:
                yield messages
        finally:
            self.queues.discard(queue)
