"""Compares the type, so a derived class is no group.

Caught by: test_a_derived_class_is_a_group
"""


def flatten_errors(exc):
    if type(exc) in (ExceptionGroup, BaseExceptionGroup):
        return [e for sub in exc.exceptions for e in flatten_errors(sub)]
    return [exc]
