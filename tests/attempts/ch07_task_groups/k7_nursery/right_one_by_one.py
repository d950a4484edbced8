"""Waits for one child after another, in the order in which they began."""

import asyncio


class Nursery:
    def __init__(self):
        self.kids = []
        self.errors = []
        self.state = "open"
        self.asked = 0

    async def __aenter__(self):
        self.me = asyncio.current_task()
        self.inside = True
        return self

    def start_soon(self, function, *args):
        if self.state != "open":
            raise RuntimeError(self.state)
        kid = asyncio.ensure_future(function(*args))
        self.kids.append(kid)
        kid.add_done_callback(self.look)

    def look(self, kid):
        if not kid.cancelled() and kid.exception():
            self.errors.append(kid.exception())
            self.shut()

    def shut(self):
        if self.state == "open":
            self.state = "shutting down"
            for kid in self.kids:
                kid.cancel()
            if self.inside:
                self.me.cancel()
                self.asked = 1

    async def __aexit__(self, kind, error, tb):
        self.inside = False
        end = error
        if error:
            self.shut()
        for kid in self.kids:
            while not kid.done():
                try:
                    await asyncio.wait([kid])
                except asyncio.CancelledError as again:
                    end = again
                    self.shut()
        await self.looked_at_all()
        self.state = "over"
        for _ in range(self.asked):
            self.me.uncancel()
        if isinstance(error, Exception):
            self.errors.append(error)
        if self.errors:
            raise ExceptionGroup("failures", self.errors)
        if end:
            raise end

    async def looked_at_all(self):
        for kid in self.kids:
            if kid.done() and not kid.cancelled() and kid.exception():
                if kid.exception() not in self.errors:
                    self.errors.append(kid.exception())
