"""Each coroutine has a wrapper that hands its result on."""

import asyncio


async def as_ready(coros, on_result):
    failures = []

    async def show(coro):
        try:
            on_result(await coro)
        except Exception as error:
            failures.append(error)

    await asyncio.gather(*map(show, coros))
    for error in failures[:1]:
        raise error
