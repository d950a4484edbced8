"""Write a whole program.

`await` is allowed only inside `async def`. So a program has one coroutine in
which everything begins, usually called `main`, and one ordinary line that runs
it.

Given      greet
You write  main, start
Tools      await, asyncio.run
Level      core
Time       10 minutes
"""

import asyncio


async def greet(name: str) -> str:
    await asyncio.sleep(1)
    return f"Hello, {name}!"


async def main(first: str, second: str) -> None:
    """Print the greeting of `first`, then that of `second`: a line each.

    `greet` is awaited twice: the second time after the first greeting has been
    printed.

    Example:
        await main("Ada", "Grace")  prints "Hello, Ada!" after one second, and
        "Hello, Grace!" after two
    """
    print(await greet(first))
    print(await greet(second))


def start(first: str, second: str) -> None:
    """Run `main(first, second)` on an event loop, to its end.

    This is an ordinary function: nobody has to await it.

    Example:
        start("Ada", "Grace")  prints both greetings, and returns
    """
    asyncio.run(main(first, second))


if __name__ == "__main__":
    start("Ada", "Grace")
