"""Takes an empty answer for none.

Caught by: test_an_empty_answer_is_an_answer
"""


async def try_mirrors(fetch, mirrors):
    for mirror in mirrors:
        try:
            data = await fetch(mirror)
            if data:
                return data
        except OSError as error:
            last = error
    raise last
