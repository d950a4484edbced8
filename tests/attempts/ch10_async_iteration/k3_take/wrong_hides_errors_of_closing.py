"""Ignores what goes wrong while the source is closed.

Caught by: test_an_error_while_it_is_closed_comes_out
"""

import contextlib


async def take(source, n):
    taken = []
    try:
        for _ in range(n):
            taken.append(await anext(source))
    except StopAsyncIteration:
        pass
    finally:
        with contextlib.suppress(Exception):
            await source.aclose()
    return taken
