"""A callback of the task that waits for stop cancels the workers."""

import asyncio


async def run_until(stop, *workers):
    async with asyncio.TaskGroup() as tg:
        running = {tg.create_task(w) for w in workers}
        ear = tg.create_task(stop.wait())

        def cancel_everybody(_):
            if not ear.cancelled():
                for t in running:
                    t.cancel()

        ear.add_done_callback(cancel_everybody)
        for t in running:
            t.add_done_callback(
                lambda _: all(o.done() for o in running) and ear.cancel()
            )
        if not running:
            ear.cancel()
