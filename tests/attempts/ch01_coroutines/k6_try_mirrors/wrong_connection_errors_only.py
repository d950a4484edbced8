"""Catches ConnectionError, and no other OSError.

Caught by: test_the_next_mirror_is_asked
"""


async def try_mirrors(fetch, mirrors):
    for mirror in mirrors[:-1]:
        try:
            return await fetch(mirror)
        except ConnectionError:
            continue
    return await fetch(mirrors[-1])
