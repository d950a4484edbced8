"""Each cancellation waits once more before it goes on."""

import asyncio


async def finish_save(coro):
    save = asyncio.create_task(coro)

    async def wait_until_it_has_ended():
        try:
            await asyncio.wait([save])
        except asyncio.CancelledError:
            if not save.done():
                await wait_until_it_has_ended()
            raise

    await wait_until_it_has_ended()
    return save.result()
