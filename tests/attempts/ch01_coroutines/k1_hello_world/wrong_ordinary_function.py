"""Is an ordinary function.

Caught by: test_it_prints_two_lines
"""


def hello_world():
    print("Hello,")
    print("World!")
