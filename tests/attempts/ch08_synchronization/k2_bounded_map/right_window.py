"""Keeps a set of tasks at work, and starts one whenever one has ended."""

import asyncio


async def bounded_map(fn, items, limit):
    results = {}
    at_work = {}
    numbered = enumerate(items)
    more = True
    try:
        while True:
            while more and len(at_work) < limit:
                try:
                    place, item = next(numbered)
                except StopIteration:
                    more = False
                    break
                at_work[asyncio.ensure_future(fn(item))] = place
            if not at_work:
                return [results[place] for place in sorted(results)]
            done, _ = await asyncio.wait(at_work, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                results[at_work.pop(task)] = task.result()
    finally:
        for task in at_work:
            task.cancel()
        if at_work:
            await asyncio.wait(at_work)
