"""Makes, runs and closes the event loop by hand."""

import asyncio


def run_main(async_fn, *args):
    if asyncio._get_running_loop() is not None:
        raise RuntimeError("an event loop is already running")
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(async_fn(*args))
    finally:
        loop.close()
