"""A class whose __aiter__ is an async generator, and wait with a timeout."""

import asyncio


class ticker:
    def __init__(self, interval, count):
        self.interval = interval
        self.count = count

    async def __aiter__(self):
        loop = asyncio.get_running_loop()
        due = [loop.time() + self.interval * (n + 1) for n in range(self.count)]
        for number, when in enumerate(due):
            with_time = asyncio.wait_for(asyncio.Event().wait(), when - loop.time())
            try:
                await with_time
            except asyncio.TimeoutError:
                pass
            yield number
