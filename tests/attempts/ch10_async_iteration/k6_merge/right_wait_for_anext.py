"""A task for each anext, and wait for the first."""

import asyncio


async def merge(*sources):
    tasks = {}

    def ask(source):
        async def step():
            return await anext(source)

        tasks[asyncio.ensure_future(step())] = source

    try:
        for source in sources:
            ask(source)
        while tasks:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            failed = None
            for task in done:
                if task.exception() is None:
                    continue
                if isinstance(task.exception(), StopAsyncIteration):
                    del tasks[task]
                else:
                    failed = failed or task
            for task in done:
                if task not in tasks or task.exception() is not None:
                    continue
                source = tasks.pop(task)
                ask(source)
                yield task.result()
            if failed is not None:
                raise failed.exception()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for source in sources:
            try:
                await source.aclose()
            except Exception:
                pass
