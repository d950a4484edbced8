"""The loop sets a future at the right time."""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    start = loop.time()
    for number in range(count):
        future = loop.create_future()
        handle = loop.call_at(
            start + interval * (number + 1),
            lambda future=future: future.done() or future.set_result(None),
        )
        try:
            await future
        finally:
            handle.cancel()
        yield number
