"""Takes for a group what has an attribute `exceptions`.

Caught by: test_an_error_may_have_exceptions_of_its_own
"""


def flatten_errors(exc):
    try:
        inner = exc.exceptions
    except AttributeError:
        return [exc]
    return [leaf for e in inner for leaf in flatten_errors(e)]
