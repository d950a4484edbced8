"""Asks one after another.

Caught by: test_the_first_result_is_returned
"""


async def first_result(coros):
    coros = list(coros)
    for number, coro in enumerate(coros):
        try:
            result = await coro
        except Exception as error:
            last = error
        else:
            for other in coros[number + 1 :]:
                other.close()
            return result
    raise last
