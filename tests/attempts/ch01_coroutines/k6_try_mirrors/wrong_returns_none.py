"""Falls off the end where all mirrors are down.

Caught by: test_all_mirrors_are_down
"""


async def try_mirrors(fetch, mirrors):
    for mirror in mirrors:
        try:
            return await fetch(mirror)
        except OSError:
            pass
