"""Takes instances of Exception only, and the group where there are none.

Caught by: test_a_group_may_hold_what_is_no_exception
"""


def flatten_errors(exc):
    def walk(e):
        if isinstance(e, BaseExceptionGroup):
            for part in e.exceptions:
                yield from walk(part)
        elif isinstance(e, Exception):
            yield e

    return list(walk(exc)) or [exc]
