"""Gathers one task, and raises what is an Exception."""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    task.cancel()
    (end,) = await asyncio.gather(task, return_exceptions=True)
    if isinstance(end, Exception):
        raise end
