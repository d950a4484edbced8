"""Predict: who has control.

Below is a whole program. Read it, and say which lines it prints, in which
order. You do not change the program: you write the function that returns its
lines.

Given      say, quick and program; do not change them
You write  printed
Tools      a list of strings
Level      core
Time       8 minutes
"""

import asyncio


async def say(name: str) -> None:
    print(f"hello from {name}")


async def quick() -> None:
    print("quick")


async def program(names: list[str], times: int) -> None:
    tasks = [asyncio.create_task(say(name)) for name in names]
    print(f"{len(tasks)} tasks are made")
    for _ in range(times):
        await quick()
    print("now program waits")
    await asyncio.sleep(0)
    print("end")


def printed(names: list[str], times: int) -> list[str]:
    """Return the lines that `program(names, times)` prints, in order.

    Example:
        printed(["Ada"], 1)  ->  a list of five lines
    """
    greetings = [f"hello from {name}" for name in names]
    quick_lines = ["quick"] * times
    made = f"{len(names)} tasks are made"
    return [made, *quick_lines, "now program waits", *greetings, "end"]


if __name__ == "__main__":
    print("you predict:", printed(["Ada", "Grace"], 2))
    print("the program prints:")
    asyncio.run(program(["Ada", "Grace"], 2))
