"""Lets a Runner run it, unless a loop is running."""

import asyncio


def run_main(async_fn, *args):
    if asyncio._get_running_loop():
        raise RuntimeError("a loop is running already")
    with asyncio.Runner() as runner:
        return runner.run(async_fn(*args))
