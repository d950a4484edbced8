"""Stops the whole thread.

Caught by: test_others_run_while_it_waits
"""

from time import sleep


async def greet(name, delay):
    sleep(delay)
    return f"Hello, {name}!"
