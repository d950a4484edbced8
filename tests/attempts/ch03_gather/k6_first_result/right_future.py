"""A future takes the first result."""

import asyncio


async def first_result(coros):
    won = asyncio.get_running_loop().create_future()
    errors = []

    async def run(c):
        try:
            r = await c
        except Exception as e:
            errors.append(e)
            if len(errors) == len(tasks) and not won.done():
                won.set_exception(e)
        else:
            if not won.done():
                won.set_result(r)

    coros = list(coros)
    tasks = []
    tasks += [asyncio.ensure_future(run(c)) for c in coros]
    try:
        return await won
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
