"""Gives a generator, which is no list.

Caught by: test_the_errors_come_from_left_to_right
"""


def flatten_errors(exc):
    if isinstance(exc, BaseExceptionGroup):
        for e in exc.exceptions:
            yield from flatten_errors(e)
    else:
        yield exc
