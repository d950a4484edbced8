"""The timeout cancels the gathering, so all tasks are cancelled again.

Caught by: test_what_goes_on_is_not_cut_off
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = list(tasks)
    for task in tasks:
        task.cancel()
    try:
        async with asyncio.timeout(grace):
            await asyncio.gather(*tasks, return_exceptions=True)
    except TimeoutError:
        pass
    return {task for task in tasks if not task.done()}
