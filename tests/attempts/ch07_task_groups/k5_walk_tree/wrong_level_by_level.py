"""Gathers one level after another: a level waits for its slowest folder.

Caught by: test_no_branch_waits_for_another_one
"""

import asyncio


async def walk_tree(list_children, root):
    seen = {root}
    level = [root]
    while level:
        async with asyncio.TaskGroup() as tg:
            tasks = [tg.create_task(list_children(n)) for n in level]
        level = []
        for t in tasks:
            for child in t.result():
                if child not in seen:
                    seen.add(child)
                    level.append(child)
    return list(seen)
