"""Goes down into each child, and waits for it before the next.

Caught by: test_children_are_listed_together
"""


async def walk_tree(list_children, root):
    found = []

    async def walk(node):
        if node in found:
            return
        found.append(node)
        for child in await list_children(node):
            await walk(child)

    try:
        await walk(root)
    except Exception as error:
        raise ExceptionGroup("failed", [error]) from None
    return found
