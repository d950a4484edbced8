"""Hides what the source raises while it is closed.

Caught by: test_an_error_while_the_source_is_closed_comes_out
"""

import contextlib


async def batched(source, n):
    batch = []
    try:
        async for item in source:
            batch.append(item)
            if len(batch) == n:
                yield batch
                batch = []
        if batch:
            yield batch
    finally:
        with contextlib.suppress(Exception):
            await source.aclose()
