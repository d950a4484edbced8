"""Adds up lists."""


def flatten_errors(exc):
    if not isinstance(exc, BaseExceptionGroup):
        return [exc]
    return sum(map(flatten_errors, exc.exceptions), [])
