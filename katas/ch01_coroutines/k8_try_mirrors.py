"""Try one mirror after another.

A file lies on several servers. Ask the first one. Where it does not answer,
ask the next, and so on. Only a network error is a reason to go on.

Given      fetch: call it with one mirror, and await what you get
You write  try_mirrors
Tools      try and except around await
Level      core
Time       15 minutes
"""

import asyncio
from collections.abc import Awaitable, Callable

# It raises OSError where the mirror does not answer.
Fetch = Callable[[str], Awaitable[bytes]]


async def try_mirrors(fetch: Fetch, mirrors: list[str]) -> bytes:
    """Return the first answer: `await fetch(mirror)`, mirror by mirror.

    The mirrors are asked in their order, one at a time. If `fetch` raises
    OSError, the next mirror is asked. Once a mirror has answered, no other is
    asked. An empty answer is an answer too. There is at least one mirror; one
    that is in the list twice is asked twice.

    Example:
        await try_mirrors(fetch, ["a.org", "b.org"])  ->  what b.org answers,
        where a.org is down

    Raises:
        OSError: that of the last mirror, where all mirrors raise OSError.
        Whatever else `fetch` raises, and asyncio.CancelledError, at once: no
            other mirror is asked.
    """
    raise NotImplementedError


async def ask(mirror: str) -> bytes:
    await asyncio.sleep(0.5)
    if mirror == "a.org":
        raise OSError("a.org is down")
    return b"a file"


if __name__ == "__main__":
    print(asyncio.run(try_mirrors(ask, ["a.org", "b.org"])))
