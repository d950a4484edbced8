"""One loop over all items, and no page that nobody asked for."""

import asyncio
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancelled_at, items_from
from katas.ch10_async_iteration.k1_paginate import Page, paginate


def server(*pages, links="bcdefgh", takes=0):
    """Return a `get_page` that serves these pages; the first one is at "a"."""
    addresses = ["a", *links[: len(pages) - 1]]
    following = [*addresses[1:], None]
    answers = {
        address: Page(items, link)
        for address, items, link in zip(addresses, pages, following, strict=True)
    }
    return FakeService(answers, takes, name="get_page")


def items_of(get_page, first="a"):
    """Return what `paginate` returns, if `async for` takes it."""
    return items_from(paginate, get_page, first)


async def collected(items):
    """Return all items."""
    return [item async for item in items]


async def test_the_items_of_all_pages_come_in_order():
    """The items of all pages come in order, as if there were no pages."""
    get_page = server([1, 2], [3], [4, 5])

    assert await collected(items_of(get_page)) == [1, 2, 3, 4, 5]

    assert get_page.keys == ["a", "b", "c"]


async def test_there_may_be_one_page_only():
    """A page without a link is the last one, also if it is the first."""
    assert await collected(items_of(server([1, 2]))) == [1, 2]


async def test_an_empty_page_is_not_the_end():
    """A page may have no items; only a missing link is the end."""
    assert await collected(items_of(server([], [1], [], [], [2], []))) == [1, 2]


async def test_only_none_is_the_end():
    """A link may be anything, 0 and an empty string too."""
    get_page = FakeService({0: Page([1], ""), "": Page([2], None)}, name="get_page")

    seen = await collected(items_of(get_page, 0))

    assert seen == [1, 2], (
        'The links were 0 and "", the items 1 and 2, and these came: '
        f"{seen}. How do you ask whether there is another page?"
    )


async def test_an_item_may_be_anything():
    """An item may be None, 0, or a list: it comes as it is."""
    items = [None, 0, [1, 2], "ab"]

    assert await collected(items_of(server(items[:2], items[2:]))) == items


async def test_nothing_is_fetched_before_it_is_asked_for():
    """A page is fetched when its first item is asked for."""
    get_page = server([1, 2], [3, 4], [5])
    items = items_of(get_page)
    await asyncio.sleep(1)
    fetched = [len(get_page.calls)]

    async for _ in items:
        fetched.append(len(get_page.calls))

    assert fetched == [0, 1, 1, 2, 2, 3], (
        "Three pages have 2, 2 and 1 items. The number of pages fetched before the "
        f"first item, and by each item: {fetched}. Which of them did nobody need yet?"
    )


async def test_items_come_as_soon_as_their_page_is_there(clock):
    """An item need not wait for the pages that come later."""
    get_page = server([1, 2], [3], [4], takes=2)

    came = [clock.elapsed async for _ in items_of(get_page)]

    assert came == [2, 2, 4, 6], (
        "Each of three pages takes 2 s, and they have 2, 1 and 1 items. The items came "
        f"at these seconds: {came}. What does the first item wait for?"
    )


async def test_nothing_is_fetched_while_an_item_is_used(clock):
    """While its user works with an item, the next page is not fetched."""
    get_page = server([1], [2], [3], takes=2)
    use = FakeService(takes=3, name="use")

    async for item in items_of(get_page):
        await use(item)

    began = [call.began for call in get_page.calls]
    assert began == [0, 5, 10], (
        "Each page takes 2 s and has one item, each item is used for 3 s, and the "
        f"pages were asked for at these seconds: {began}. Who asked for the second one?"
    )


async def test_the_last_page_is_the_end(clock):
    """After the last item nothing more is fetched, and it ends at once."""
    get_page = server([1], [2], takes=2)

    await collected(items_of(get_page))

    assert (get_page.keys, clock.elapsed) == (["a", "b"], 4)


async def test_a_failure_comes_after_the_items_before():
    """What get_page raises comes out where the items of its page would be."""
    error, seen = OSError("down"), []
    get_page = server([1, 2], [3], [4])
    get_page.answers["b"] = error

    async def use():
        async for item in items_of(get_page):
            seen.append(item)

    with pytest.raises(OSError, match="down") as caught:
        await use()

    assert caught.value is error
    assert seen == [1, 2], (
        f"The second page could not be fetched, and these items came before: {seen}. "
        "Which of them were there already?"
    )


async def test_a_cancellation_ends_the_fetching(clock):
    """If its user is cancelled during a fetch, the user and the fetch hear of it."""
    get_page = server([1], [2], takes=4)

    task = await cancelled_at(collected(items_of(get_page)), 6)

    await asyncio.sleep(0)
    ends = [(call.outcome, call.ended) for call in get_page.calls]
    assert task.cancelled(), (
        "It was cancelled at 6 s, and never heard of it. Where did the "
        "CancelledError end?"
    )
    assert ends == [("answered", 4), ("cancelled", 6)], (
        "It was cancelled at 6 s, while the second page was being fetched. The ends of "
        f"the two fetches: {ends}. Who still waits for that page?"
    )
    assert clock.elapsed == 6


async def test_there_may_be_many_pages():
    """There may be many thousands of pages."""
    last = 5000

    async def get_page(number):
        return Page([number], number + 1 if number < last else None)

    assert await collected(items_of(get_page, 1)) == list(range(1, last + 1))


@given(
    pages=st.lists(st.lists(st.integers(), max_size=3), min_size=1, max_size=8),
    takes=st.integers(0, 3),
)
async def test_any_pages(pages, takes, clock):
    """All items come in order, each with the fewest pages that can be."""
    get_page = server(*pages, takes=takes)
    needed = [n for n, items in enumerate(pages, 1) for _ in items]

    seen, fetched, came = [], [], []
    async for item in items_of(get_page):
        seen.append(item)
        fetched.append(len(get_page.calls))
        came.append(clock.elapsed)

    assert seen == list(itertools.chain(*pages))
    assert fetched == needed
    assert came == [takes * n for n in needed]
    assert len(get_page.calls) == len(pages)
