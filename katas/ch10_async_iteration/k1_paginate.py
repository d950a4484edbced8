"""Hand over a long list, page by page.

A shop has a million orders, and its server hands them over in pages: some orders, and a
link to the next page. Most callers look at the first few orders and stop. They want to
write one loop over orders, and to know nothing of pages; and no page that nobody needs
should be fetched.

Given      Page
You write  paginate
Tools      async def, yield, async for
Level      core
Time       15 minutes
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a long list.

    Attributes:
        items: what is on this page; this may be nothing, also where more pages follow.
        next: the link to the next page; None on the last page.
    """

    items: list[T]
    next: Any


async def paginate(
    get_page: Callable[[Any], Awaitable[Page[T]]], first: Any
) -> AsyncIterator[T]:
    """Yield the items of all pages, in order.

    This is an async generator. `get_page(link)` fetches one page; `first` is the link
    to the first one. A link may be anything, also 0 or an empty string: only None says
    that there is no other page. There may be many thousands of pages.

    A page is fetched when its first item is asked for, and no sooner: not while the
    items of the page before are being used. (An empty page has no first item; it is
    fetched when what comes after it is asked for.) Each page is fetched once. All items
    of a page are there as soon as the page is. After the last item of the last page
    it ends, and nothing more is fetched.

    Example:
        async for order in paginate(get_page, "/orders"):
            print(order)

    Raises:
        Whatever `get_page` raises, after the items of the pages before.
        asyncio.CancelledError: somebody cancels the task that waits for an item; then
            the page is not fetched any more.
    """
    raise NotImplementedError
    yield  # delete this line too: it makes an async generator of the stub
