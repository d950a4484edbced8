"""Waits for a future that a timer of the event loop resolves."""

import asyncio


async def hello_world():
    loop = asyncio.get_running_loop()
    print("Hello,")
    woken = loop.create_future()
    loop.call_later(1, woken.set_result, "World!")
    print(await woken)
