"""Undoes after an Exception only, and a cancellation is none.

Caught by: test_a_cancellation_undoes_too
"""


async def undo_steps(steps):
    undos = []
    try:
        for do, undo in steps:
            await do()
            undos.append(undo)
    except Exception:
        for undo in reversed(undos):
            try:
                await undo()
            except Exception:
                log.exception("undo failed")
        raise
