"""One loop that waits for the next listing, without a task group."""

import asyncio


async def walk_tree(list_children, root):
    seen = [root]
    tasks = {asyncio.ensure_future(list_children(root))}
    errors = []
    try:
        while tasks and not errors:
            done, tasks = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if task.exception():
                    errors.append(task.exception())
                    continue
                for node in task.result():
                    if node not in seen:
                        seen.append(node)
                        tasks.add(asyncio.ensure_future(list_children(node)))
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    errors += [e for e in ends if isinstance(e, Exception)]
    if errors:
        raise ExceptionGroup("some folders could not be listed", errors)
    return seen
