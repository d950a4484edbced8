"""One loop over all items, and no page that nobody asked for."""

import asyncio
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, items_from, outcome_of
from katas.ch10_async_iteration.k1_paginate import Page, paginate

LINKS = "abcdefgh"


class Fatal(BaseException):
    """An exception that is no Exception."""


def server(*pages, takes=0):
    """Return a `get_page` that serves these pages; the first one is at "a"."""
    following = [*LINKS[1 : len(pages)], None]
    answers = {
        link: Page(items, after)
        for link, items, after in zip(LINKS, pages, following, strict=False)
    }
    return FakeService(answers, takes, name="get_page")


async def collected(get_page, first="a", seen=None):
    """Return all items; more than a hundred are too many."""
    seen = [] if seen is None else seen
    async for item in items_from(paginate, get_page, first):
        seen.append(item)
        assert len(seen) <= 100, (
            f"It does not end. The first items were {seen[:6]}, and these pages were "
            f"fetched: {get_page.keys[:6]}. What changes from one page to the next?"
        )
    return seen


def came(pages, seen, question):
    """Return a message about the items that came, and ask."""
    if seen == pages:
        question = "How many items does each of your `yield`s hand over?"
    elif len(seen) > sum(map(len, pages)) and seen[-1] is None:
        question = "Which `yield` hands over a None?"
    return f"Pages with the items {pages} gave {seen}. {question}"


async def test_the_items_of_all_pages_come_in_order():
    """The items of all pages come in order, as if there were no pages."""
    pages = [[1, 2], [3], [4, 5]]

    seen = await collected(server(*pages))

    assert seen == [1, 2, 3, 4, 5], came(pages, seen, "When is a page the last one?")


async def test_there_may_be_one_page_only():
    """A page without a link is the last one, also if it is the first."""
    seen = await collected(server([1, 2]))

    assert seen == [1, 2], came([[1, 2]], seen, "When is a page the last one?")


async def test_an_empty_page_is_not_the_end():
    """A page may have no items; only a missing link is the end."""
    pages = [[], [1], [], [], [2], []]

    seen = await collected(server(*pages))

    assert seen == [1, 2], came(pages, seen, "What does a page without items tell you?")


async def test_only_none_is_the_end():
    """A link may be anything, also 0, a list, and what equals everything."""
    links, asked = [0, "", {"after": 2}, [], False, ANY, None], []

    async def get_page(link):
        asked.append(link)
        number = next((n for n, one in enumerate(links, 1) if one is link), 7)
        return Page([number], links[number] if number < len(links) else None)

    get_page.keys = asked
    seen = await collected(get_page, 0)

    assert seen == [1, 2, 3, 4, 5, 6], (
        f"The links were {links[:-1]}, the items 1 to 6, and these came: {seen}. "
        "How do you ask whether there is another page?"
    )


async def test_an_item_may_be_anything():
    """An item may be None, 0, a list, or an exception: it comes as it is."""
    pages = [[None, 0], [[1, 2], "ab", ValueError("an item")], [None]]

    seen = await collected(server(*pages))

    assert seen == [item for page in pages for item in page], came(
        pages, seen, "What does your code do with an item?"
    )


async def test_each_page_is_fetched_once():
    """A page is fetched once, and no page follows the last one."""
    get_page = server([1, 2], [3], [4])

    await collected(get_page)

    assert get_page.keys == ["a", "b", "c"], (
        'The pages are at "a", "b" and "c", and these were fetched: '
        f"{get_page.keys}. Which line of yours fetches, and how often is it reached?"
    )


async def test_nothing_is_fetched_before_it_is_asked_for():
    """A page is fetched when its first item is asked for."""
    get_page = server([1, 2], [3, 4], [], [5], takes=1)
    items = items_from(paginate, get_page, "a")
    await asyncio.sleep(1)
    fetched = [len(get_page.calls)]

    async for _ in items:
        fetched.append(len(get_page.calls))

    assert fetched == [0, 1, 1, 2, 2, 4], (
        "Four pages have 2, 2, 0 and 1 items. The number of pages fetched before the "
        f"first item, and by each item: {fetched}. Which of them did nobody need yet?"
    )


async def test_nothing_is_fetched_while_an_item_is_used():
    """While its user works with an item, the next page is not fetched."""
    get_page = server([1], [2], [3], takes=2)
    use = FakeService(takes=3, name="use")

    async for item in items_from(paginate, get_page, "a"):
        await use(item)

    began = [call.began for call in get_page.calls]
    assert began == [0, 5, 10], (
        "Each page takes 2 s and has one item, each item is used for 3 s, and the "
        f"pages were asked for at these seconds: {began}. Who asked for the second one?"
    )


@pytest.mark.parametrize("kind", [OSError, asyncio.CancelledError, Fatal])
async def test_a_failure_comes_after_the_items_before(kind):
    """What get_page raises comes out where the items of its page would be."""
    error, seen = kind("down"), []
    get_page = server([1, 2], [3], [4])
    get_page.answers["b"] = error

    outcome = await outcome_of(collected(get_page, seen=seen))

    assert outcome is error or kind is type(outcome) is asyncio.CancelledError, (
        f"The second page could not be fetched: {error!r}. What came out after the "
        f"items {seen}: {outcome!r}. What does your code do with an exception?"
    )
    assert seen == [1, 2], (
        f"The second page could not be fetched, and these items came before: {seen}. "
        "Which of them were there already?"
    )


@pytest.mark.parametrize("kind", [OSError, TimeoutError])
async def test_a_page_that_fails_is_fetched_once_too(kind):
    """After a failure nothing more is fetched."""
    get_page = server([1, 2], [3], [4])
    get_page.answers["b"] = kind("down")

    await outcome_of(collected(get_page))

    assert get_page.keys == ["a", "b"], (
        'The page "b" could not be fetched, and these were asked for: '
        f"{get_page.keys}. Who asks once more after a failure?"
    )


async def test_there_may_be_many_pages():
    """There may be thousands of pages, with and without items."""
    half, last = 2000, 4000

    async def get_page(number):
        items = [number] if number > half else []
        return Page(items, number + 1 if number < last else None)

    seen = [item async for item in items_from(paginate, get_page, 1)]

    assert len(seen) == half, (
        f"{last} pages have {half} items, and {len(seen)} came. Where are the others?"
    )


@given(
    pages=st.lists(st.lists(st.integers(), max_size=3), min_size=1, max_size=8),
    takes=st.integers(0, 3),
)
async def test_any_pages(pages, takes):
    """All items come in order, each with the fewest pages that can be."""
    get_page = server(*pages, takes=takes)
    needed = [n for n, items in enumerate(pages, 1) for _ in items]

    seen, fetched = [], []
    async for item in items_from(paginate, get_page, "a"):
        seen.append(item)
        fetched.append(len(get_page.calls))

    assert seen == [item for page in pages for item in page], came(
        pages, seen, "Which of them are missing, or too many?"
    )
    assert fetched == needed, (
        f"Pages with the items {pages}: by each item, this many pages had been "
        f"fetched: {fetched}. Which of them did nobody need yet?"
    )
