"""Lets the sleep hand back the second word."""

from asyncio import sleep


async def hello_world():
    print("Hello,")
    print(await sleep(1, "World!"))
