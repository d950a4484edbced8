"""Gathers what is known, and then what has become known meanwhile, in a loop.

Caught by: test_no_branch_waits_for_another_one
"""

import asyncio


async def walk_tree(list_children, root):
    found, todo = [], [root]

    async def visit(node):
        found.append(node)
        todo.extend(await list_children(node))

    while todo:
        now = [n for n in dict.fromkeys(todo) if n not in found]
        todo.clear()
        async with asyncio.TaskGroup() as tg:
            for n in now:
                tg.create_task(visit(n))
    return found
