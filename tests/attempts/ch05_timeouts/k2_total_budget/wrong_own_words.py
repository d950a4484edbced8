"""Replaces each TimeoutError by one of its own.

Caught by: test_a_timeout_of_a_step_comes_out
"""

import asyncio


async def total_budget(steps, budget):
    try:
        async with asyncio.timeout(budget):
            return [await step() for step in steps]
    except TimeoutError as error:
        raise TimeoutError(f"budget of {budget} s is spent") from error
