"""A subscription is a context manager and an iterator."""

import asyncio


class Subscription:
    def __init__(self, hub, maxsize):
        self.hub = hub
        self.queue = asyncio.Queue()
        self.maxsize = maxsize

    async def __aenter__(self):
        self.hub.subscriptions[id(self)] = self
        return self

    async def __aexit__(self, *_):
        del self.hub.subscriptions[id(self)]

    def push(self, message):
        self.queue.put_nowait(message)
        while self.queue.qsize() > self.maxsize:
            self.queue.get_nowait()

    def __aiter__(self):
        return self

    def __anext__(self):
        return self.queue.get()


class Hub:
    def __init__(self):
        self.subscriptions = {}

    def publish(self, message):
        for subscription in list(self.subscriptions.values()):
            subscription.push(message)

    def subscribe(self, maxsize):
        return Subscription(self, maxsize)
