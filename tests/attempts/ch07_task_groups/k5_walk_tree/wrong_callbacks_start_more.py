"""Callbacks start new listings also when all have been cancelled.

Caught by: test_a_cancellation_reaches_every_listing
"""

import asyncio


async def walk_tree(list_children, root):
    nodes = {}
    errors = []
    end = asyncio.get_running_loop().create_future()

    def start(node):
        if node not in nodes:
            nodes[node] = asyncio.ensure_future(list_children(node))
            nodes[node].add_done_callback(listed)

    def listed(task):
        if not task.cancelled() and task.exception():
            errors.append(task.exception())
            for other in nodes.values():
                other.cancel()
        elif not task.cancelled() and not errors:
            for child in task.result():
                start(child)
        if not end.done() and all(t.done() for t in nodes.values()):
            end.set_result(None)

    start(root)
    try:
        await end
    except asyncio.CancelledError:
        for task in nodes.values():
            task.cancel()
        await asyncio.wait(nodes.values())
        raise
    if errors:
        raise ExceptionGroup("not everything could be listed", errors)
    return [*nodes]
