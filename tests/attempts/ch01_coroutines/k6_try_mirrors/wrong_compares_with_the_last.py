"""Takes a mirror for the last one because it has its name.

Caught by: test_a_mirror_may_stand_twice
"""


async def try_mirrors(fetch, mirrors):
    for mirror in mirrors:
        try:
            return await fetch(mirror)
        except OSError:
            if mirror == mirrors[-1]:
                raise
