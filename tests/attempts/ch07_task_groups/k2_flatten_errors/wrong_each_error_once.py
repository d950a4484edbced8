"""Leaves out what it has seen before.

Caught by: test_an_error_at_two_places_comes_twice
"""


def flatten_errors(exc):
    if not isinstance(exc, BaseExceptionGroup):
        return [exc]
    leaves = [leaf for e in exc.exceptions for leaf in flatten_errors(e)]
    return list({id(leaf): leaf for leaf in leaves}.values())
