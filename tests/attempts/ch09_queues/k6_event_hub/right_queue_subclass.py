"""A queue that is an iterator, and drops its oldest by itself."""

import asyncio
from contextlib import asynccontextmanager


class Inbox(asyncio.Queue):
    def __aiter__(self):
        return self

    __anext__ = asyncio.Queue.get

    def add(self, message):
        while self.full():
            self.get_nowait()
        self.put_nowait(message)


class Hub:
    def __init__(self):
        self.inboxes = ()

    def publish(self, message):
        for inbox in self.inboxes:
            inbox.add(message)

    @asynccontextmanager
    async def subscribe(self, maxsize):
        inbox = Inbox(maxsize)
        self.inboxes = (*self.inboxes, inbox)
        try:
            yield inbox
        finally:
            self.inboxes = tuple(i for i in self.inboxes if i is not inbox)
