"""Asks itself about each part."""


def flatten_errors(exc):
    if isinstance(exc, BaseExceptionGroup):
        result = []
        for e in exc.exceptions:
            result.extend(flatten_errors(e))
        return result
    return [exc]
