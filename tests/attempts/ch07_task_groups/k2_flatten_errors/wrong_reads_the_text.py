"""Knows a group by its text.

Caught by: test_a_derived_class_is_a_group
"""


def flatten_errors(exc):
    if "sub-exception" not in str(exc):
        return [exc]
    return [e for sub in exc.exceptions for e in flatten_errors(sub)]
