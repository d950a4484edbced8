"""Lists the root before the group: its failure comes out bare.

Caught by: test_a_failure_comes_out_in_a_group
"""

import asyncio


async def walk_tree(list_children, root):
    seen = {root}

    async def visit(node):
        start(await list_children(node))

    def start(children):
        for child in children:
            if child not in seen:
                seen.add(child)
                tg.create_task(visit(child))

    children = await list_children(root)
    async with asyncio.TaskGroup() as tg:
        start(children)
    return list(seen)
