"""One task behind a shield, which goes on when nobody waits.

Caught by: test_a_build_that_nobody_waits_for_is_cancelled
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.task = None

    async def get(self):
        if self.task is None:
            self.task = asyncio.ensure_future(self.factory())
        task = self.task
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            raise
        except Exception:
            if self.task is task:
                self.task = None
            raise
