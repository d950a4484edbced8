"""Lists the groups as well.

Caught by: test_the_errors_come_from_left_to_right
"""


def flatten_errors(exc):
    errors = [exc]
    for e in getattr(exc, "exceptions", ()):
        errors += flatten_errors(e)
    return errors
