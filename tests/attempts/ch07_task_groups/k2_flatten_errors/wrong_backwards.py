"""A stack, from right to left.

Caught by: test_the_errors_come_from_left_to_right
"""


def flatten_errors(exc):
    stack, errors = [exc], []
    while stack:
        e = stack.pop()
        if isinstance(e, BaseExceptionGroup):
            stack.extend(e.exceptions)
        else:
            errors.append(e)
    return errors
