"""When it is cancelled while it waits, it cancels the children, and leaves.

Caught by: test_a_cancellation_from_outside
"""

import asyncio


class Nursery:
    def __init__(self):
        self.tasks = set()
        self.errors = []
        self.closed = False
        self.mine = False
        self.body = None

    async def __aenter__(self):
        self.body = self.task = asyncio.current_task()
        return self

    def start_soon(self, function, *args):
        if self.closed:
            raise RuntimeError("no more children")
        task = asyncio.create_task(function(*args))
        self.tasks.add(task)
        task.add_done_callback(self.ended)

    def ended(self, task):
        self.tasks.discard(task)
        if not task.cancelled() and task.exception():
            self.errors.append(task.exception())
            self.cancel()

    def cancel(self):
        if self.closed:
            return
        self.closed = True
        for task in self.tasks:
            task.cancel()
        if self.body:
            self.mine = True
            self.body.cancel()

    async def __aexit__(self, kind, error, traceback):
        self.body = None
        outside = None
        if error is not None:
            self.cancel()
        if isinstance(error, asyncio.CancelledError):
            outside = error
        elif error is not None:
            self.errors.append(error)
        while self.tasks:
            try:
                await asyncio.wait(self.tasks)
            except asyncio.CancelledError as cancelled:
                outside = cancelled
                self.cancel()
                break
        self.closed = True
        if self.mine:
            self.task.uncancel()
        if self.errors:
            raise ExceptionGroup("errors", self.errors)
        if outside is not None:
            raise outside
