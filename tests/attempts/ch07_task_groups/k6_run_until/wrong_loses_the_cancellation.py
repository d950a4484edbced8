"""The group of the documentation: a cancellation that comes after its end is lost.

Caught by: test_a_cancellation_is_never_lost
"""

import asyncio


class TerminateTaskGroup(Exception):
    """Exception raised to terminate a task group."""


async def run_until(stop, *workers):
    async def force_terminate_task_group():
        await stop.wait()
        raise TerminateTaskGroup

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(w) for w in workers]
            force = group.create_task(force_terminate_task_group())
            if tasks:
                await asyncio.wait(tasks)
            force.cancel()
    except* TerminateTaskGroup:
        pass
