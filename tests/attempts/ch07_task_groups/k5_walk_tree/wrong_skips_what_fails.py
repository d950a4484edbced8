"""Leaves out the folders that cannot be listed.

Caught by: test_a_failure_cancels_the_others
"""

import asyncio


async def walk_tree(list_children, root):
    seen = {root}

    async def visit(node):
        try:
            children = await list_children(node)
        except Exception:
            return
        for child in children:
            if child not in seen:
                seen.add(child)
                tg.create_task(visit(child))

    async with asyncio.TaskGroup() as tg:
        tg.create_task(visit(root))
    return list(seen)
