"""Starts the next one whenever one of those at work has ended."""

import asyncio


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError(limit)
    tasks = []
    running = set()
    try:
        for item in items:
            if len(running) == limit:
                done, running = await asyncio.wait(
                    running, return_when=asyncio.FIRST_COMPLETED
                )
                for t in done:
                    t.result()
            task = asyncio.create_task(fn(item))
            tasks.append(task)
            running.add(task)
        while running:
            done, running = await asyncio.wait(
                running, return_when=asyncio.FIRST_COMPLETED
            )
            for t in done:
                t.result()
        return [t.result() for t in tasks]
    except Exception as e:
        raise ExceptionGroup("failed", [e]) from e
    finally:
        for t in running:
            t.cancel()
        await asyncio.gather(*running, return_exceptions=True)
