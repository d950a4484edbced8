"""Remembers the last error, and raises it after the loop."""


async def try_mirrors(fetch, mirrors):
    last = None
    for mirror in mirrors:
        try:
            return await fetch(mirror)
        except OSError as error:
            last = error
    raise last
