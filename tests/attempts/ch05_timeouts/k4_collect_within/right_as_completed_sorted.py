"""Takes them in the order of completion, and sorts them afterwards."""

import asyncio


async def collect_within(coros, seconds):
    async def numbered(number, coro):
        return number, await coro

    tasks = [asyncio.create_task(numbered(n, c)) for n, c in enumerate(coros)]
    found = []
    try:
        for following in asyncio.as_completed(tasks, timeout=seconds):
            try:
                found.append(await following)
            except TimeoutError:
                if not all(task.done() for task in tasks):
                    continue
            except (Exception, asyncio.CancelledError):
                if asyncio.current_task().cancelling():
                    raise
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return [value for _, value in sorted(found, key=lambda pair: pair[0])]
