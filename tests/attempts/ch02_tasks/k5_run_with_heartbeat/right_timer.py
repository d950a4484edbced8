"""Timers of the loop instead of a task."""

import asyncio


async def run_with_heartbeat(work, beat, interval):
    loop = asyncio.get_running_loop()

    def beat_again():
        nonlocal timer
        beat()
        timer = loop.call_later(interval, beat_again)

    timer = loop.call_later(interval, beat_again)
    try:
        return await work
    finally:
        timer.cancel()
