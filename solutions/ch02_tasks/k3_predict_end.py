"""Predict: main ends first.

Below is a whole program. A baker bakes in a task of its own, and `main` waits
for a while. Which lines are printed, in which order, and which are not printed
at all? You do not change the program: you write the function that returns its
lines.

Given      bake, main and program; do not change them
You write  printed
Tools      a list of strings
Level      core
Time       8 minutes
"""

import asyncio


async def bake(name: str, seconds: int) -> None:
    try:
        print(f"{name} begins")
        await asyncio.sleep(seconds)
        print(f"{name} has bread")
    finally:
        print(f"{name} cleans up")


async def main(name: str, baking: int, patience: int) -> None:
    task = asyncio.create_task(bake(name, baking))
    print("main waits")
    await asyncio.sleep(patience)
    print("main ends; done:", task.done())


def program(name: str, baking: int, patience: int) -> None:
    asyncio.run(main(name, baking, patience))
    print("the program ends")


def printed(name: str, baking: int, patience: int) -> list[str]:
    """Return the lines that `program(name, baking, patience)` prints.

    `baking` and `patience` are seconds: whole numbers, at least 1, and never
    the same.

    Example:
        printed("Ada", 1, 2)  ->  a list of six lines
    """
    begins = ["main waits", f"{name} begins"]
    cleans_up = f"{name} cleans up"
    if baking < patience:
        middle = [f"{name} has bread", cleans_up, "main ends; done: True"]
    else:
        middle = ["main ends; done: False", cleans_up]
    return [*begins, *middle, "the program ends"]


if __name__ == "__main__":
    print("you predict:", printed("Ada", 2, 1))
    print("the program prints:")
    program("Ada", 2, 1)
