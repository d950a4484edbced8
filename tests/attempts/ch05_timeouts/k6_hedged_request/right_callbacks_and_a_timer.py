"""Callbacks and a timer ask the next; a future gets the outcome."""

import asyncio


async def hedged_request(fetch, replicas, delay):
    loop = asyncio.get_running_loop()
    outcome = loop.create_future()
    left, tasks, timer = iter(replicas), [], None

    def ask_next():
        nonlocal timer
        if timer is not None:
            timer.cancel()
        try:
            replica = next(left)
        except StopIteration:
            return False
        task = loop.create_task(fetch(replica))
        tasks.append(task)
        task.add_done_callback(ended)
        timer = loop.call_later(delay, ask_next)
        return True

    def ended(task):
        if task.cancelled() or outcome.done():
            return
        if task.exception() is None:
            outcome.set_result(task.result())
        elif not ask_next() and all(t.done() for t in tasks):
            if good := [t for t in tasks if t.exception() is None]:
                outcome.set_result(good[0].result())
            else:
                outcome.set_exception(task.exception())

    ask_next()
    try:
        return await outcome
    finally:
        outcome.cancel()
        timer.cancel()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
