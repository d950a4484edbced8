"""Predict: cancel, then await.

Below is a whole program. A worker counts, once a second, until it is told to
stop. Say which lines are printed, in which order. You do not change the
program: you write the function that returns its lines.

Given      work and program; do not change them
You write  printed
Tools      a list of strings
Level      core
Time       8 minutes
"""

import asyncio


async def work(name: str) -> None:
    count = 0
    try:
        while True:
            count += 1
            print(f"{name} counts {count}")
            await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(f"{name} has to stop")
        raise
    finally:
        await asyncio.sleep(1)
        print(f"{name} has cleaned up")


async def program(name: str, seconds: int) -> None:
    task = asyncio.create_task(work(name))
    await asyncio.sleep(seconds + 0.5)
    task.cancel()
    print("cancel was called; cancelled:", task.cancelled())
    try:
        await task
        print("no exception came out")
    except asyncio.CancelledError:
        print("a CancelledError came out")
    print("end; cancelled:", task.cancelled())


def printed(name: str, seconds: int) -> list[str]:
    """Return the lines that `program(name, seconds)` prints, in order.

    Example:
        printed("Ada", 0)  ->  a list of six lines
    """
    raise NotImplementedError


if __name__ == "__main__":
    print("you predict:", printed("Ada", 2))
    print("the program prints:")
    asyncio.run(program("Ada", 2))
