"""A nursery of its own: callbacks that cancel the others."""

import asyncio


class Nursery:
    def __init__(self):
        self.children = []
        self.errors = []
        self.is_over = False

    def start(self, coro):
        child = asyncio.get_running_loop().create_task(coro)
        child.add_done_callback(self._ended)
        self.children.append(child)
        return child

    def _ended(self, child):
        if not child.cancelled() and child.exception() is not None:
            self.errors.append(child.exception())
            self.stop()

    def stop(self):
        if not self.is_over:
            self.is_over = True
            for child in self.children:
                child.cancel()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        outside = None
        while left := [c for c in self.children if not c.done()]:
            try:
                await asyncio.wait(left)
            except asyncio.CancelledError as e:
                outside = e
                self.stop()
        await asyncio.sleep(0)
        if self.errors:
            raise ExceptionGroup("nursery", self.errors)
        if outside:
            raise outside


async def fetch_group(fetch, ids):
    async with Nursery() as nursery:
        children = [nursery.start(fetch(id)) for id in ids]
    return [c.result() for c in children]
