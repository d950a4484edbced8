"""Keeps an answer only if it counts as true.

Caught by: test_any_answer_is_a_result
"""


async def fetch_in_order(fetch, ids):
    found = []
    for id in ids:
        if answer := await fetch(id):
            found.append(answer)
    return found
