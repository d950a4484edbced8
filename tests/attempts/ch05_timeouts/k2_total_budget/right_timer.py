"""A timer cancels the step at work, and says why."""

import asyncio


async def total_budget(steps, budget):
    loop = asyncio.get_running_loop()
    current = None
    spent = False

    def stop():
        nonlocal spent
        spent = True
        if current is not None:
            current.cancel()

    timer = loop.call_later(budget, stop)
    results = []
    try:
        for step in steps:
            if spent:
                raise TimeoutError
            current = asyncio.create_task(step())
            results.append(await current)
    except asyncio.CancelledError:
        if spent and not asyncio.current_task().cancelling():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
    return results
