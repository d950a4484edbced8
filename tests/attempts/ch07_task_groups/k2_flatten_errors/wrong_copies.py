"""Makes a new error of each.

Caught by: test_any_tree
"""

import copy


def flatten_errors(exc):
    if not isinstance(exc, BaseExceptionGroup):
        return [copy.copy(exc)]
    return [leaf for e in exc.exceptions for leaf in flatten_errors(e)]
