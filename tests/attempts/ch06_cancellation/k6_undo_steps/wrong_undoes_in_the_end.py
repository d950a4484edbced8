"""An exit stack that is not emptied where all went well.

Caught by: test_where_all_succeed_nothing_is_undone
"""

import contextlib


async def undo_steps(steps):
    async with contextlib.AsyncExitStack() as stack:
        for do, undo in steps:
            await do()
            stack.push_async_callback(undo)
