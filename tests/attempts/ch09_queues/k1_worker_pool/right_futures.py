"""Each item has a future, which a worker fulfils; the workers are cancelled at the end."""

import asyncio


async def worker_pool(handle, items, workers):
    loop = asyncio.get_running_loop()
    queue = asyncio.Queue()
    promised = []
    for item in items:
        promised.append(loop.create_future())
        queue.put_nowait((item, promised[-1]))

    async def worker():
        while True:
            item, future = await queue.get()
            try:
                result = await handle(item)
            except Exception as error:
                future.set_exception(error)
                break
            else:
                future.set_result(result)

    crew = [asyncio.create_task(worker()) for _ in range(workers)]
    try:
        return await asyncio.gather(*promised)
    finally:
        for task in crew:
            task.cancel()
        await asyncio.gather(*crew, return_exceptions=True)
