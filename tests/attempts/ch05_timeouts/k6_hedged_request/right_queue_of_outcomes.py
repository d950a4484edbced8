"""Each one puts its outcome into a queue, which is read in a timeout."""

import asyncio


async def hedged_request(fetch, replicas, delay):
    outcomes = asyncio.Queue()

    async def ask(replica):
        try:
            answer = await fetch(replica)
        except Exception as error:
            outcomes.put_nowait((None, error))
        else:
            outcomes.put_nowait((answer, None))

    tasks, failed, last = [], 0, None
    try:
        while failed < len(replicas):
            if len(tasks) < len(replicas):
                tasks.append(asyncio.create_task(ask(replicas[len(tasks)])))
            try:
                async with asyncio.timeout(
                    delay if len(tasks) < len(replicas) else None
                ):
                    answer, error = await outcomes.get()
            except TimeoutError:
                continue
            if error is None:
                return answer
            failed += 1
            last = error
        raise last
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
