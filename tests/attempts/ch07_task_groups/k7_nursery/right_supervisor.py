"""A task of its own runs the children; the block talks to it through events."""

import asyncio


class Nursery:
    def __init__(self):
        self.children = []
        self.failures = []
        self.stopped = asyncio.Event()
        self.changed = asyncio.Event()
        self.leaving = False
        self.hit = 0

    async def __aenter__(self):
        self.host = asyncio.current_task()
        return self

    def start_soon(self, function, *args):
        if self.stopped.is_set():
            raise RuntimeError("stopped")
        child = asyncio.create_task(self.care_for(function, args))
        child.add_done_callback(lambda _: self.changed.set())
        self.children.append(child)

    async def care_for(self, function, args):
        try:
            await function(*args)
        except Exception as failure:
            self.failures.append(failure)
            self.stop()

    def stop(self):
        if self.stopped.is_set():
            return
        self.stopped.set()
        for child in self.children:
            if child is not asyncio.current_task():
                child.cancel()
        if not self.leaving:
            self.hit += 1
            self.host.cancel()

    async def __aexit__(self, kind, error, traceback):
        self.leaving = True
        rest = error
        if error is not None:
            self.stop()
        while not all(child.done() for child in self.children):
            self.changed.clear()
            try:
                await self.changed.wait()
            except asyncio.CancelledError as somebody:
                rest = somebody
                self.stop()
        self.stopped.set()
        while self.hit:
            self.hit -= 1
            self.host.uncancel()
        if error is not None and not isinstance(error, asyncio.CancelledError):
            self.failures.append(error)
        if self.failures:
            raise ExceptionGroup("failures", self.failures) from None
        if rest is not None:
            raise rest
