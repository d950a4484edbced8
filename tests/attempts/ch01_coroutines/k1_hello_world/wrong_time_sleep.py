"""Stops the whole thread for a second.

Caught by: test_others_run_while_it_waits
"""

import time


async def hello_world():
    print("Hello,")
    time.sleep(1)
    print("World!")
