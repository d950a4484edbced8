"""Writes down each exception where it happens; the group is thrown away."""

import asyncio
import contextlib


async def first_error(coros):
    seen = []

    async def noted(coro):
        try:
            return await coro
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            seen.append(error)
            raise

    with contextlib.suppress(BaseExceptionGroup):
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(noted(coro)) for coro in list(coros)]
        return [task.result() for task in tasks]
    raise seen[0]
