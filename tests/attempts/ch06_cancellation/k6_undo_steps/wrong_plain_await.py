"""Awaits each undo in its own task, where a second cancellation hits it.

Caught by: test_further_cancellations_do_not_cut_it_off
"""


async def undo_steps(steps):
    undos = []
    try:
        for do, undo in steps:
            await do()
            undos.append(undo)
    except BaseException:
        for undo in reversed(undos):
            try:
                await undo()
            except Exception:
                log.exception("undo failed")
        raise
