"""A stack of what is still to be looked at."""


def flatten_errors(exc):
    errors, stack = [], [exc]
    while stack:
        e = stack.pop()
        if isinstance(e, BaseExceptionGroup):
            stack.extend(reversed(e.exceptions))
        else:
            errors.append(e)
    return errors
