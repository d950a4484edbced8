"""Raises in the except clause, and puts back what was changed."""

import asyncio


async def first_error(coros):
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except BaseExceptionGroup as group:
        first = group.exceptions[0]
        context = first.__context__
        try:
            raise first
        finally:
            first.__context__ = context
    return [task.result() for task in started]
