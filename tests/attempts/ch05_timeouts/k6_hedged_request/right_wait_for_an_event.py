"""wait_for waits for an event: somebody has ended."""

import asyncio


async def hedged_request(fetch, replicas, delay):
    answers, errors, tasks = [], [], []
    moved = asyncio.Event()

    async def ask(replica):
        try:
            answers.append(await fetch(replica))
        except Exception as error:
            errors.append(error)
        moved.set()

    try:
        while not answers and len(errors) < len(replicas):
            moved.clear()
            if len(tasks) < len(replicas):
                tasks.append(asyncio.create_task(ask(replicas[len(tasks)])))
            try:
                await asyncio.wait_for(
                    moved.wait(), delay if len(tasks) < len(replicas) else None
                )
            except TimeoutError:
                pass
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    if answers:
        return answers[0]
    raise errors[-1]
