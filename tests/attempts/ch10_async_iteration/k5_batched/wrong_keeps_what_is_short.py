"""Hands out an unfinished list when the source fails.

Caught by: test_an_error_comes_after_the_full_lists
"""

from contextlib import aclosing


async def batched(source, n):
    async with aclosing(source):
        chunk = []
        failed = None
        try:
            async for x in source:
                chunk.append(x)
                if len(chunk) >= n:
                    yield chunk
                    chunk = []
        except Exception as error:
            failed = error
        if chunk:
            yield chunk
        if failed:
            raise failed
