"""Waits for an event that nobody sets, so long as the pause is."""

import asyncio
import contextlib


async def poll_until(check, interval, timeout):
    never = asyncio.Event()
    async with asyncio.timeout(timeout):
        while not await check():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(interval):
                    await never.wait()
