"""Takes any cancellation for the end of the budget.

Caught by: test_a_cancellation_reaches_the_step
"""

import asyncio


async def total_budget(steps, budget):
    async def run():
        return [await step() for step in steps]

    task = asyncio.create_task(run())
    timer = asyncio.get_running_loop().call_later(budget, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        raise TimeoutError from None
    finally:
        timer.cancel()
