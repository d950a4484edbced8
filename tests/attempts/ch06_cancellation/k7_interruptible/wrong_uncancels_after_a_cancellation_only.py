"""Takes its request back where a CancelledError comes, and nowhere else.

Caught by: test_a_result_in_spite_of_it_is_an_interruption
"""

import asyncio


class Interruptible:
    def __init__(self):
        self.me = None
        self.asked = False

    async def run(self, coro):
        me = self.me = asyncio.current_task()
        self.asked = False
        try:
            result = await coro
        except asyncio.CancelledError as e:
            if self.asked and me.uncancel() == 0:
                raise Interrupted from e
            raise
        except Exception as e:
            if self.asked:
                raise Interrupted from e
            raise
        finally:
            self.me = None
        if self.asked:
            raise Interrupted
        return result

    def interrupt(self):
        if self.me and not self.asked:
            self.asked = True
            self.me.cancel()
