"""Each message is a future that leads to the next one."""

import asyncio


class Cursor:
    """Where a reader stands in the chain of futures."""

    def __init__(self, hub, maxsize):
        self.hub = hub
        self.maxsize = maxsize

    async def __aenter__(self):
        self.at = self.hub.end
        self.seen = self.hub.published
        return self

    async def __aexit__(self, *exc):
        self.at = None

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.at.done():
            await asyncio.shield(self.at)
        while self.hub.published - self.seen > self.maxsize:
            self.step()
        return self.step()

    def step(self):
        message, self.at = self.at.result()
        self.seen += 1
        return message


class Hub:
    def __init__(self):
        self.end = asyncio.Future()
        self.published = 0

    def publish(self, message):
        after = asyncio.Future()
        self.published += 1
        self.end.set_result((message, after))
        self.end = after

    def subscribe(self, maxsize):
        return Cursor(self, maxsize)
