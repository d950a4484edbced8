"""Takes the time of the wall clock for that of the loop's clock.

Caught by: test_a_step_that_hangs_is_cancelled
"""

import asyncio
import time


async def total_budget(steps, budget):
    async with asyncio.timeout_at(time.time() + budget):
        return [await step() for step in steps]
