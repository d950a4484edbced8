"""Sees a failure only when the body has ended.

Caught by: test_a_failure_cancels_the_body
"""

import asyncio


class Nursery:
    def __init__(self):
        self.tasks = set()
        self.closed = False

    async def __aenter__(self):
        return self

    def start_soon(self, function, *args):
        if self.closed:
            raise RuntimeError("closed")
        self.tasks.add(asyncio.create_task(function(*args)))

    async def __aexit__(self, kind, error, tb):
        errors = [error] if isinstance(error, Exception) else []
        cancelled = error if not errors else None
        if error is not None:
            self.close()
        while any(not t.done() for t in self.tasks):
            try:
                await asyncio.wait(
                    [t for t in self.tasks if not t.done()],
                    return_when=asyncio.FIRST_COMPLETED,
                )
            except asyncio.CancelledError as e:
                cancelled = e
                self.close()
            if any(
                t.done() and not t.cancelled() and t.exception() for t in self.tasks
            ):
                self.close()
        self.closed = True
        errors += [
            t.exception() for t in self.tasks if not t.cancelled() and t.exception()
        ]
        if errors:
            raise ExceptionGroup("errors", errors)
        if cancelled:
            raise cancelled

    def close(self):
        if not self.closed:
            self.closed = True
            for t in self.tasks:
                t.cancel()
