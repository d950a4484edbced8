"""Looks two levels deep, as the example does.

Caught by: test_groups_in_groups
"""


def flatten_errors(exc):
    if not isinstance(exc, BaseExceptionGroup):
        return [exc]
    errors = []
    for e in exc.exceptions:
        if isinstance(e, BaseExceptionGroup):
            errors += e.exceptions
        else:
            errors.append(e)
    return errors
