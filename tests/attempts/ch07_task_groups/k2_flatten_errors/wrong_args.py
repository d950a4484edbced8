"""Reads the args of the group.

Caught by: test_groups_in_groups
"""


def flatten_errors(exc):
    if isinstance(exc, BaseExceptionGroup):
        message, errors = exc.args
        return errors
    return [exc]
