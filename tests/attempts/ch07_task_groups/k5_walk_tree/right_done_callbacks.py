"""Callbacks start the next listings; a future tells of the end."""

import asyncio


async def walk_tree(list_children, root):
    nodes = {}
    errors = []
    closed = []
    heard = []
    end = asyncio.get_running_loop().create_future()

    def start(node):
        if node not in nodes and not closed:
            nodes[node] = asyncio.ensure_future(list_children(node))
            nodes[node].add_done_callback(listed)

    def listed(task):
        heard.append(task)
        if not task.cancelled() and task.exception():
            errors.append(task.exception())
            if closed:
                return finish()
            closed.append(True)
            for other in nodes.values():
                other.cancel()
        elif not task.cancelled():
            for child in task.result():
                start(child)
        finish()

    def finish():
        if not end.done() and len(heard) == len(nodes):
            end.set_result(None)

    start(root)
    try:
        await end
    except asyncio.CancelledError:
        if not closed:
            closed.append(True)
            for task in nodes.values():
                task.cancel()
        await asyncio.wait(nodes.values())
        raise
    if errors:
        raise ExceptionGroup("not everything could be listed", errors)
    return [*nodes]
