"""Takes None for the end.

Caught by: test_an_item_may_be_anything
"""

from contextlib import aclosing


async def batched(source, n):
    async with aclosing(source):
        while True:
            batch = []
            for _ in range(n):
                item = await anext(source, None)
                if item is None:
                    break
                batch.append(item)
            if not batch:
                return
            yield batch
