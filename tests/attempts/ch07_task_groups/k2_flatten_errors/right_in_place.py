"""Replaces each group in the list by what is in it."""


def flatten_errors(exc):
    errors = [exc]
    place = 0
    while place < len(errors):
        if isinstance(errors[place], BaseExceptionGroup):
            errors[place : place + 1] = errors[place].exceptions
        else:
            place += 1
    return errors
