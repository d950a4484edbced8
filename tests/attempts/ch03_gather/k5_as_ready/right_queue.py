"""Each task puts its end into a queue."""

import asyncio


async def as_ready(coros, on_result):
    queue = asyncio.Queue()

    async def run(c):
        try:
            queue.put_nowait((await c, None))
        except Exception as e:
            queue.put_nowait((None, e))

    tasks = [asyncio.create_task(run(c)) for c in coros]
    first = None
    for _ in tasks:
        r, e = await queue.get()
        if e is None:
            on_result(r)
        elif first is None:
            first = e
    await asyncio.gather(*tasks)
    if first is not None:
        raise first
