"""wait_for cancels the gathering at the end of its time, and waits for it.

Caught by: test_nobody_is_waited_for_longer
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = list(tasks)
    for task in tasks:
        task.cancel()
    try:
        await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), grace)
    except TimeoutError:
        pass
    return {task for task in tasks if not task.done()}
