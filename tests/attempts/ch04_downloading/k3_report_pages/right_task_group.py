"""Prints in the coroutine, after a task group."""

import asyncio
import sys

import aiohttp


def report_pages(urls):
    async def main():
        sizes = {}
        async with aiohttp.ClientSession() as session:

            async def size(n, url):
                async with session.get(url, raise_for_status=True) as response:
                    total = 0
                    async for piece in response.content.iter_any():
                        total += len(piece)
                    sizes[n] = total

            async with asyncio.TaskGroup() as group:
                for n, url in enumerate(urls):
                    group.create_task(size(n, url))
        sys.stdout.write(
            "".join(f"{u} is {sizes[n]} bytes long\n" for n, u in enumerate(urls))
        )

    try:
        asyncio.run(main())
    except ExceptionGroup as group:
        raise group.exceptions[0] from None
