"""Collects in a dict, so equal errors are one.

Caught by: test_equal_errors_are_several_errors
"""


def flatten_errors(exc):
    errors = {}

    def walk(e):
        if isinstance(e, BaseExceptionGroup):
            for part in e.exceptions:
                walk(part)
        else:
            errors[e] = True

    walk(exc)
    return list(errors)
