"""Goes on after everything, also when it is cancelled.

Caught by: test_a_cancellation_stops_the_trying
"""


async def try_mirrors(fetch, mirrors):
    for i, mirror in enumerate(mirrors):
        try:
            return await fetch(mirror)
        except:
            if i == len(mirrors) - 1:
                raise
