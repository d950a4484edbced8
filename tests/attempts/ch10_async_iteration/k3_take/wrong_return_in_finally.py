"""Returns in its finally clause, where a cancellation ends.

Caught by: test_a_cancellation_closes_the_source
"""


async def take(source, n):
    taken = []
    try:
        while len(taken) < n:
            taken.append(await anext(source))
    except StopAsyncIteration:
        pass
    finally:
        await source.aclose()
        return taken
