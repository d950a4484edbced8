"""Cancels its own task after every first failure, as asyncio.TaskGroup of 3.13 does."""

import asyncio


class Nursery:
    def __init__(self):
        self._tasks = set()
        self._errors = []
        self._aborting = False
        self._finished = False
        self._parent_cancel_requested = False
        self._on_completed = None

    async def __aenter__(self):
        self._loop = asyncio.get_running_loop()
        self._parent_task = asyncio.current_task()
        return self

    def start_soon(self, function, *args):
        if self._aborting or self._finished:
            raise RuntimeError("the nursery is shutting down")
        task = self._loop.create_task(function(*args))
        self._tasks.add(task)
        task.add_done_callback(self._on_task_done)

    def _abort(self):
        self._aborting = True
        for t in self._tasks:
            if not t.done():
                t.cancel()

    def _on_task_done(self, task):
        self._tasks.discard(task)
        if self._on_completed is not None and not self._tasks:
            if not self._on_completed.done():
                self._on_completed.set_result(True)
        if task.cancelled() or task.exception() is None:
            return
        self._errors.append(task.exception())
        if not self._aborting and not self._parent_cancel_requested:
            self._abort()
            self._parent_cancel_requested = True
            self._parent_task.cancel()

    async def __aexit__(self, et, exc, tb):
        propagate = exc if isinstance(exc, asyncio.CancelledError) else None
        if et is not None and not self._aborting:
            self._abort()
        while self._tasks:
            if self._on_completed is None:
                self._on_completed = self._loop.create_future()
            try:
                await self._on_completed
            except asyncio.CancelledError as ex:
                if not self._aborting:
                    propagate = ex
                    self._abort()
            self._on_completed = None
        self._finished = True
        if self._parent_cancel_requested:
            if self._parent_task.uncancel() == 0:
                propagate = None
        if propagate is not None and not self._errors:
            raise propagate
        if et is not None and not issubclass(et, asyncio.CancelledError):
            self._errors.append(exc)
        if self._errors:
            if self._parent_task.cancelling():
                self._parent_task.uncancel()
                self._parent_task.cancel()
            raise BaseExceptionGroup("unhandled errors", self._errors) from None
