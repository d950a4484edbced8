"""Read page after page, as far as somebody wants to read.

A list of orders comes in pages. Each page says how to ask for the next one, and the
last page says that there is none. Whoever reads the orders does not want to know about
pages, and perhaps stops after ten orders: then no page is to be fetched for nothing.

You write  paginate
Tools      async def with yield, async for
Level      core
Time       15 minutes
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


async def paginate(
    get_page: Callable[[str], Awaitable[tuple[Sequence[T], str | None]]], first: str
) -> AsyncIterator[T]:
    """Yield the items of all pages, in order.

    `await get_page(name)` returns the items of a page, perhaps none, and the name of
    the next page; None where there is no next page. The first page is called `first`.

    A page is fetched when an item is asked for that may be on it, and not earlier. If
    ten items are on the first page, nothing more is fetched until somebody asks for the
    eleventh. Each page is fetched once.

    Example:
        async for order in paginate(get_page, "page 1"):
            print(order)
        ->  the orders of page 1, then those of page 2, and so on

    Raises:
        What `get_page` raises, when the first item of that page is asked for.
    """
    raise NotImplementedError
    yield  # with a yield it is an async generator
