"""The body raises an exception of its own, and looks whether the caller was cancelled."""

import asyncio


class Stop(Exception):
    """Ends the group."""


async def run_until(stop, *workers):
    try:
        async with asyncio.TaskGroup() as group:
            pending = {group.create_task(worker) for worker in workers}
            signal = group.create_task(stop.wait())
            while pending and not signal.done():
                done, _ = await asyncio.wait(
                    [*pending, signal], return_when=asyncio.FIRST_COMPLETED
                )
                pending -= done
            if pending:
                raise Stop
            signal.cancel()
    except* Stop:
        pass
    # A cancellation that came after Stop was raised is kept by nobody else.
    if asyncio.current_task().cancelling():
        raise asyncio.CancelledError
