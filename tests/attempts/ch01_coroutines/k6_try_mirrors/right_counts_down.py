"""Lets the error through where no mirror is left."""


async def try_mirrors(fetch, mirrors):
    for left, mirror in zip(range(len(mirrors) - 1, -1, -1), mirrors):
        try:
            data = await fetch(mirror)
        except OSError:
            if not left:
                raise
        else:
            return data
