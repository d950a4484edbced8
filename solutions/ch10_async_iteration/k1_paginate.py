"""Hand over a long list, page by page.

A shop's server hands over its orders in pages. Callers want one loop over
orders, and most of them stop after a few.

Given      Page
You write  paginate
Tools      async def, yield, async for
Level      core
Time       15 minutes
"""

from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page: its items, if any, and the link to the next page.

    A link may be anything, also 0 or "". On the last page it is None.
    """

    items: list[T]
    next: Any


async def paginate(
    get_page: Callable[[Any], Coroutine[Any, Any, Page[T]]], first: Any
) -> AsyncIterator[T]:
    """Yield the items of all pages, in order.

    `get_page(link)` fetches a page; `first` is the link to the first one. A
    page is fetched once, and not before its first item is asked for. There may
    be thousands of pages.

    Example:
        async for order in paginate(get_page, "/orders"):
            print(order)

    Raises:
        Whatever `get_page` raises, after the items of the pages before.
    """
    link = first
    while link is not None:
        page = await get_page(link)
        for item in page.items:
            yield item
        link = page.next
