"""Knows the class ExceptionGroup only.

Caught by: test_a_group_may_hold_what_is_no_exception
"""


def flatten_errors(exc):
    if not isinstance(exc, ExceptionGroup):
        return [exc]
    return [leaf for e in exc.exceptions for leaf in flatten_errors(e)]
