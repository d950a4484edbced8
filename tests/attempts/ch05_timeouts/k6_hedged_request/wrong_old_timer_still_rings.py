"""A failure asks the next one, and the timer that was running asks one more.

Caught by: test_a_failure_asks_the_next_at_once
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    loop = asyncio.get_running_loop()
    outcome = loop.create_future()
    left, tasks, timers = list(replicas), [], []

    def ask_next():
        if not left or outcome.done():
            return
        task = loop.create_task(fetch(left.pop(0)))
        tasks.append(task)
        task.add_done_callback(ended)
        timers.append(loop.call_later(delay, ask_next))

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
        for timer in timers:
            timer.cancel()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
