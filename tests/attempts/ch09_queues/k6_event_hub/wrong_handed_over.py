"""Hands the message to the future of who waits: if that one is cancelled, it is lost.

Caught by: test_a_message_takes_up_room_until_one_goes_on
"""

import asyncio
import collections
import contextlib


class Messages:
    def __init__(self, maxsize):
        self.waiting = collections.deque(maxlen=maxsize)
        self.future = None

    def offer(self, message):
        if self.future is not None and not self.future.done():
            self.future.set_result(message)
        else:
            self.waiting.append(message)

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.waiting:
            return self.waiting.popleft()
        self.future = asyncio.get_running_loop().create_future()
        return await self.future


class Hub:
    def __init__(self):
        self.readers = set()

    def publish(self, message):
        for reader in self.readers:
            reader.offer(message)

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize):
        reader = Messages(maxsize)
        self.readers.add(reader)
        try:
            yield reader
        finally:
            self.readers.discard(reader)
