"""Raises it to take it apart.

Caught by: test_any_tree
"""


def flatten_errors(exc):
    if not isinstance(exc, BaseExceptionGroup):
        return [exc]
    errors = []
    for inner in exc.exceptions:
        try:
            raise inner
        except BaseExceptionGroup as group:
            errors += flatten_errors(group)
        except BaseException as error:
            errors.append(error)
    return errors
