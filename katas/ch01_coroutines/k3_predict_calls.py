"""Predict: calling is not running.

Below is a whole program. Read it, and say which lines it prints, in which
order. You do not change the program: you write the function that returns its
lines.

Given      greet and program; do not change them
You write  printed
Tools      a list of strings
Level      first hour
Time       8 minutes
"""

import asyncio


async def greet(name: str) -> None:
    print(f"Hello, {name}!")


async def program(name: str, times: int) -> None:
    greeting = greet(name)
    print("made")
    for number in range(times):
        print(f"waiting {number}")
    await greeting
    print("done")


def printed(name: str, times: int) -> list[str]:
    """Return the lines that `program(name, times)` prints, in order.

    Example:
        printed("Ada", 0)  ->  a list of three lines
    """
    raise NotImplementedError


if __name__ == "__main__":
    print("you predict:", printed("Ada", 2))
    print("the program prints:")
    asyncio.run(program("Ada", 2))
