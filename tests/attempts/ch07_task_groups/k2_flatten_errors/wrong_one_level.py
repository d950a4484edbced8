"""Looks one level deep only.

Caught by: test_groups_in_groups
"""


def flatten_errors(exc):
    if isinstance(exc, BaseExceptionGroup):
        return list(exc.exceptions)
    return [exc]
