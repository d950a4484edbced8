"""Awaits the future that all share: who is cancelled cancels it for all.

Caught by: test_others_do_not_notice_who_is_cancelled
"""

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
            await self.at
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
