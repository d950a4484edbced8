"""Keeps the TimeoutError of the work apart, inside the block."""

import asyncio


async def with_deadline(coro, seconds, default):
    try:
        async with asyncio.timeout(seconds):
            try:
                return await coro
            except TimeoutError as error:
                own = error
    except TimeoutError:
        return default
    raise own
