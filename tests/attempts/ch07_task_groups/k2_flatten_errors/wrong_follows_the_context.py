"""Adds the cause of each error, which is no part of the group.

Caught by: test_the_cause_of_an_error_is_not_in_the_group
"""


def flatten_errors(exc):
    if isinstance(exc, BaseExceptionGroup):
        return [leaf for e in exc.exceptions for leaf in flatten_errors(e)]
    return [exc, *(flatten_errors(exc.__cause__) if exc.__cause__ else [])]
