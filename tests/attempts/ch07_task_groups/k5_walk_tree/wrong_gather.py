"""Gathers the children; after a failure the others go on.

Caught by: test_a_failure_cancels_the_others
"""

import asyncio


async def walk_tree(list_children, root):
    seen = set()

    async def walk(node):
        seen.add(node)
        children = [c for c in await list_children(node) if c not in seen]
        seen.update(children)
        await asyncio.gather(*map(walk, children))

    try:
        await walk(root)
    except Exception as e:
        raise ExceptionGroup("walk failed", [e])
    return list(seen)
