"""The timer asks the next one even when there is an answer.

Caught by: test_nobody_is_asked_after_the_answer
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    loop = asyncio.get_running_loop()
    outcome = loop.create_future()
    left, tasks, timer = list(replicas), [], None

    def ask_next():
        nonlocal timer
        if timer:
            timer.cancel()
        if left:
            task = loop.create_task(fetch(left.pop(0)))
            tasks.append(task)
            task.add_done_callback(ended)
            timer = loop.call_later(delay, ask_next)

    def ended(task):
        if task.cancelled() or outcome.done():
            return
        if task.exception() is None:
            outcome.set_result(task.result())
            return
        ask_next()
        if all(t.done() for t in tasks):
            outcome.set_exception(task.exception())

    ask_next()
    try:
        return await outcome
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
