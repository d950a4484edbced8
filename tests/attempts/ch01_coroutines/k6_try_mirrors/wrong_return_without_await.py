"""Returns the coroutine, so no error can come out inside the try.

Caught by: test_the_next_mirror_is_asked
"""


async def try_mirrors(fetch, mirrors):
    for mirror in mirrors:
        try:
            return fetch(mirror)
        except OSError:
            continue
