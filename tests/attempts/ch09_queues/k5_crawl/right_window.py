"""Keeps a set of running fetches, and fills it up from a stack."""

import asyncio


async def crawl(fetch_links, start, workers):
    waiting, known, result = [start], {start}, []
    running = {}
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                page = waiting.pop()
                running[asyncio.create_task(fetch_links(page))] = page
            done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                page = running.pop(task)
                if task.exception():
                    continue
                result.append(page)
                for link in task.result():
                    if link not in known:
                        known.add(link)
                        waiting.append(link)
    finally:
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running)
    return result
