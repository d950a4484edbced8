"""asyncio's own race, in which only the failure of the latest asks the next.

Caught by: test_a_failure_of_any_asks_the_next
"""

from asyncio import staggered
from functools import partial


async def hedged_request(fetch, replicas, delay):
    answer, winner, errors = await staggered.staggered_race(
        [partial(fetch, r) for r in replicas], delay
    )
    if winner is None:
        raise errors[-1]
    return answer
