"""Each child runs in a coroutine that notes its failure; a future tells of the last end."""

import asyncio


class Nursery:
    def __init__(self):
        self.tasks = set()
        self.errors = []
        self.closed = False
        self.cancelled_parent = False
        self.in_body = False

    async def __aenter__(self):
        self.parent = asyncio.current_task()
        self.in_body = True
        return self

    def start_soon(self, fn, *args):
        if self.closed:
            raise RuntimeError("closed")

        async def child():
            try:
                await fn(*args)
            except Exception as error:
                self.errors.append(error)
                self._cancel_all(but=asyncio.current_task())
            finally:
                self.tasks.discard(asyncio.current_task())

        self.tasks.add(asyncio.create_task(child()))

    def _cancel_all(self, but=None):
        if self.closed:
            return
        self.closed = True
        for task in self.tasks:
            if task is not but:
                task.cancel()
        if self.in_body:
            self.cancelled_parent = True
            self.parent.cancel()

    async def __aexit__(self, kind, error, traceback):
        self.in_body = False
        outside = None
        if error is not None:
            if isinstance(error, asyncio.CancelledError):
                outside = error
            else:
                self.errors.append(error)
            self._cancel_all()
        while self.tasks:
            try:
                await asyncio.wait(list(self.tasks))
            except asyncio.CancelledError as cancelled:
                outside = cancelled
                self._cancel_all()
        self.closed = True
        if self.cancelled_parent:
            self.parent.uncancel()
        if self.errors:
            raise ExceptionGroup("errors", self.errors)
        if outside:
            raise outside
