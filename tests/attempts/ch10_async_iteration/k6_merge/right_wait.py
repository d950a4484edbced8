"""Waits for the first of the readers of one-place queues."""

import asyncio
import contextlib


async def merge(*sources):
    async def read(source, place):
        async with contextlib.aclosing(source):
            async for item in source:
                await place.put(item)

    places = [asyncio.Queue(1) for _ in sources]
    readers = [
        asyncio.create_task(read(s, p)) for s, p in zip(sources, places, strict=True)
    ]
    gets = {}
    try:
        for reader, place in zip(readers, places, strict=True):
            gets[asyncio.create_task(place.get())] = (reader, place)
        while gets:
            waiting = set(gets) | {r for r, _ in gets.values()}
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for get, (reader, place) in list(gets.items()):
                if get.done():
                    del gets[get]
                    gets[asyncio.create_task(place.get())] = (reader, place)
                    yield get.result()
                elif reader.done() and place.empty():
                    await asyncio.sleep(0)
                    if get.done():
                        continue
                    del gets[get]
                    get.cancel()
                    reader.result()
    finally:
        everybody = [*readers, *gets]
        for task in everybody:
            task.cancel()
        await asyncio.gather(*everybody, return_exceptions=True)
