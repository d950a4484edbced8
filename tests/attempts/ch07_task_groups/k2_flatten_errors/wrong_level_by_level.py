"""A queue: what lies deeper comes later.

Caught by: test_the_errors_come_from_left_to_right
"""

from collections import deque


def flatten_errors(exc):
    queue, errors = deque([exc]), []
    while queue:
        e = queue.popleft()
        if isinstance(e, BaseExceptionGroup):
            queue.extend(e.exceptions)
        else:
            errors.append(e)
    return errors
