"""Cancels the body with a deadline, which takes its cancellation back by itself."""

import asyncio


class Nursery:
    def __init__(self):
        self.running = []
        self.failed = []
        self.over = False

    async def __aenter__(self):
        self.deadline = asyncio.timeout(None)
        self.body = True
        await self.deadline.__aenter__()
        return self

    def start_soon(self, function, *args):
        if self.over:
            raise RuntimeError("over")
        task = asyncio.create_task(function(*args))
        self.running.append(task)
        task.add_done_callback(self.note)

    def note(self, task):
        self.running.remove(task)
        if not task.cancelled() and task.exception() is not None:
            self.failed.append(task.exception())
            self.stop()

    def stop(self):
        if not self.over:
            self.over = True
            if self.body:
                self.deadline.reschedule(asyncio.get_running_loop().time())
            for task in self.running:
                task.cancel()

    async def __aexit__(self, kind, error, traceback):
        self.body = False
        reason = error
        try:
            await self.deadline.__aexit__(kind, error, traceback)
        except TimeoutError:
            reason = None
        if reason is not None:
            self.stop()
            if not isinstance(reason, asyncio.CancelledError):
                self.failed.append(reason)
        while self.running:
            try:
                await asyncio.wait(self.running)
            except asyncio.CancelledError as cancelled:
                reason = cancelled
                self.stop()
        self.over = True
        if self.failed:
            raise ExceptionGroup("failed", self.failed)
        if reason is not None:
            raise reason
