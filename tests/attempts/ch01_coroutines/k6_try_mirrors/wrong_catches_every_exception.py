"""Goes on after every exception, also after a bug.

Caught by: test_other_errors_come_through_at_once
"""


async def try_mirrors(fetch, mirrors):
    for mirror in mirrors:
        try:
            return await fetch(mirror)
        except Exception as error:
            last = error
    raise last
