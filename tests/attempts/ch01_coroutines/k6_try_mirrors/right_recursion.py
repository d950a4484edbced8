"""Tries the first one, and leaves the others to itself."""


async def try_mirrors(fetch, mirrors):
    if len(mirrors) == 1:
        return await fetch(mirrors[0])
    try:
        return await fetch(mirrors[0])
    except OSError:
        pass
    return await try_mirrors(fetch, mirrors[1:])
