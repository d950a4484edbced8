"""Returns as soon as stop is set, whatever has failed by then.

Caught by: test_a_failure_is_not_hidden_by_stop
"""

import asyncio


async def run_until(stop, *workers):
    try:
        async with asyncio.TaskGroup() as tg:
            tasks = [tg.create_task(w) for w in workers]

            async def watch():
                await stop.wait()
                for t in tasks:
                    t.cancel()

            watcher = tg.create_task(watch())
            if tasks:
                await asyncio.wait(tasks)
            watcher.cancel()
    except ExceptionGroup:
        if not stop.is_set():
            raise
