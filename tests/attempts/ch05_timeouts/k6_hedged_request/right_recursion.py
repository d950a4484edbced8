"""Each step asks one, waits, and leaves the rest to the next step."""

import asyncio


async def hedged_request(fetch, replicas, delay):
    everyone = []

    async def step(rest, working, error):
        if rest:
            everyone.append(asyncio.create_task(fetch(rest[0])))
            working = {*working, everyone[-1]}
            rest = rest[1:]
        if not working:
            raise error
        done, working = await asyncio.wait(
            working,
            timeout=delay if rest else None,
            return_when=asyncio.FIRST_COMPLETED,
        )
        good = [t for t in done if t.exception() is None]
        if good:
            return good[0].result()
        for t in done:
            error = t.exception()
        return await step(rest, working, error)

    try:
        return await step(list(replicas), set(), None)
    finally:
        for task in everyone:
            task.cancel()
        await asyncio.gather(*everyone, return_exceptions=True)
