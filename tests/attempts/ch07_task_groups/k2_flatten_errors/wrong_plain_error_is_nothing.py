"""An error outside a group gives an empty list.

Caught by: test_what_is_no_group_is_an_error
"""


def flatten_errors(exc):
    errors = []
    if isinstance(exc, BaseExceptionGroup):
        for e in exc.exceptions:
            errors += flatten_errors(e) or [e]
    return errors
