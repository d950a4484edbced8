"""A list of messages, and a semaphore that counts them."""

import asyncio
import contextlib


class Subscription:
    def __init__(self, maxsize):
        self.maxsize = maxsize
        self.messages = []
        self.count = asyncio.Semaphore(0)

    def add(self, message):
        self.messages.append(message)
        if len(self.messages) > self.maxsize:
            self.messages.pop(0)
        else:
            self.count.release()

    def __aiter__(self):
        return self

    async def __anext__(self):
        await self.count.acquire()
        return self.messages.pop(0)


class Hub:
    def __init__(self):
        self.subscriptions = {}

    def publish(self, message):
        for subscription in self.subscriptions.values():
            subscription.add(message)

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize):
        subscription = Subscription(maxsize)
        self.subscriptions[id(subscription)] = subscription
        try:
            yield subscription
        finally:
            del self.subscriptions[id(subscription)]
