"""Takes the error out of its group.

Caught by: test_a_failure_comes_out_in_a_group
"""

import asyncio


async def walk_tree(list_children, root):
    seen = {root}

    async def visit(node):
        for child in await list_children(node):
            if child not in seen:
                seen.add(child)
                tg.create_task(visit(child))

    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(visit(root))
    except ExceptionGroup as group:
        raise group.exceptions[0] from None
    return list(seen)
