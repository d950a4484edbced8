"""Returns the greeting itself, so there is nothing to await.

Caught by: test_it_greets_by_name
"""


def greet(name, delay):
    return f"Hello, {name}!"
