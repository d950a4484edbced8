"""Looks at a list that the user may have emptied.

Caught by: test_the_user_may_empty_its_lists
"""

import contextlib


async def batched(source, n):
    end = object()
    async with contextlib.aclosing(source):
        while True:
            batch = []
            while len(batch) < n and (item := await anext(source, end)) is not end:
                batch.append(item)
            if batch:
                yield batch
            if len(batch) < n:
                return
