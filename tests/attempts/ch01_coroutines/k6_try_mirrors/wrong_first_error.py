"""Raises the error of the first mirror.

Caught by: test_all_mirrors_are_down
"""


async def try_mirrors(fetch, mirrors):
    errors = []
    for mirror in mirrors:
        try:
            return await fetch(mirror)
        except OSError as error:
            errors.append(error)
    raise errors[0]
