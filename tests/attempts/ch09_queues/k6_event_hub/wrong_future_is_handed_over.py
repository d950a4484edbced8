"""Hands a message to a future, and whoever is cancelled takes it along.

Caught by: test_cancelled_when_the_message_comes
"""

import asyncio
import contextlib
from collections import deque


class Messages:
    def __init__(self, maxsize):
        self.box = deque(maxlen=maxsize)
        self.future = None

    def push(self, message):
        if self.future is not None and not self.future.done():
            self.future.set_result(message)
        else:
            self.box.append(message)

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.box:
            return self.box.popleft()
        self.future = asyncio.get_running_loop().create_future()
        return await self.future


class Hub:
    def __init__(self):
        self.listeners = []

    def publish(self, message):
        for listener in self.listeners:
            listener.push(message)

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize):
        listener = Messages(maxsize)
        self.listeners.append(listener)
        try:
            yield listener
        finally:
            self.listeners.remove(listener)
