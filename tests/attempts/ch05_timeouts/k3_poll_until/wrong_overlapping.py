"""Asks again while it still waits for an answer.

Caught by: test_the_pause_begins_with_the_answer
"""

import asyncio


async def poll_until(check, interval, timeout):
    tasks = []
    try:
        async with asyncio.timeout(timeout):
            while True:
                tasks.append(asyncio.create_task(check()))
                await asyncio.wait(tasks[-1:], timeout=interval)
                for task in tasks:
                    if task.done() and task.result():
                        return
                if tasks[-1].done():
                    await asyncio.sleep(interval)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
