"""Does and undoes in a task of its own; whoever waits for it stops it once."""

import asyncio


async def undo_steps(steps):
    undoing = asyncio.Event()

    async def journey():
        done = []
        try:
            for do, undo in steps:
                await do()
                done.append(undo)
        except BaseException:
            undoing.set()
            while done:
                (end,) = await asyncio.gather(done.pop()(), return_exceptions=True)
                if isinstance(end, Exception):
                    log.error("cannot undo", exc_info=end)
            raise

    task = asyncio.create_task(journey())
    stop = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            stop = error
            if not undoing.is_set() and not task.cancelling():
                task.cancel()
    error = None if task.cancelled() else task.exception()
    if stop or error:
        raise stop or error
