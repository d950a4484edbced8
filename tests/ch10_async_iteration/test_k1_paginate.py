"""All items in order, and no page too early."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.fakes import FakeService
from katas.ch10_async_iteration.k1_paginate import paginate


def service(*pages, takes=0):
    """Return a service with these pages: "page 0" names "page 1", and so on."""
    answers = {}
    for number, items in enumerate(pages):
        is_last = number == len(pages) - 1
        answers[f"page {number}"] = (items, None if is_last else f"page {number + 1}")
    return FakeService(answers, takes=takes, name="get_page")


async def first_items(items, count):
    """Take that many items, one at a time."""
    return [await anext(items) for _ in range(count)]


async def read_on(items):
    """Read what is left: a generator that has ended leaves nothing open."""
    return [item async for item in items]


async def test_the_items_of_all_pages_in_order():
    """Page after page, to the last one."""
    get_page = service([1, 2], [3], [4, 5])

    items = [item async for item in paginate(get_page, "page 0")]

    assert items == [1, 2, 3, 4, 5]
    assert get_page.keys == ["page 0", "page 1", "page 2"]


async def test_one_page():
    """A page that names no other one is the last."""
    get_page = service([1, 2])

    assert [item async for item in paginate(get_page, "page 0")] == [1, 2]

    assert get_page.keys == ["page 0"]


@pytest.mark.parametrize(
    "pages", [([],), ([], [1]), ([1], [], [], [2]), ([1], [])], ids=str
)
async def test_empty_pages(pages):
    """A page may be empty, and others may follow."""
    get_page = service(*pages)

    items = [item async for item in paginate(get_page, "page 0")]

    assert items == [item for page in pages for item in page]
    assert len(get_page.calls) == len(pages)


async def test_a_name_may_be_empty():
    """Only None means that there is no next page."""
    get_page = FakeService({"a": ([1], ""), "": ([2], None)}, name="get_page")

    assert [item async for item in paginate(get_page, "a")] == [1, 2]


async def test_nothing_is_fetched_before_somebody_asks():
    """To have made it is not to ask."""
    get_page = service([1, 2], [3])
    items = paginate(get_page, "page 0")

    before = get_page.keys
    await read_on(items)

    assert before == [], f"Nobody has asked for an item, and {before} was fetched."


async def test_it_fetches_no_more_than_needed():
    """The next page is fetched when its first item is asked for."""
    get_page = service([1, 2], [3, 4], [5])
    items = aiter(paginate(get_page, "page 0"))

    await first_items(items, 2)
    after_two = len(get_page.calls)
    await first_items(items, 1)
    after_three = len(get_page.calls)
    await read_on(items)

    assert (after_two, after_three) == (1, 2), (
        "There are two items on each page. After the second item "
        f"{after_two} pages were fetched, after the third {after_three}. "
        "Who asked for them?"
    )


async def test_each_item_is_there_as_soon_as_its_page(clock):
    """Items of a page do not wait for the pages after it."""
    get_page = service([1, 2], [3], takes=2)
    times = []

    async for _ in paginate(get_page, "page 0"):
        times.append(clock.elapsed)

    assert times == [2, 2, 4], (
        f"A page takes 2 s, and the items of two pages were there at {times} s. "
        "What did the first item wait for?"
    )


async def test_a_failure_comes_after_the_items_before():
    """What is there is handed over; then the exception comes out."""
    error = OSError("page 1 is broken")
    answers = {"page 0": ([1, 2], "page 1"), "page 1": error}
    items = aiter(paginate(FakeService(answers, name="get_page"), "page 0"))

    assert await first_items(items, 2) == [1, 2]
    with pytest.raises(OSError) as caught:
        await anext(items)

    assert caught.value is error


async def test_two_readers_do_not_disturb_each_other():
    """Each of them reads from the first page on."""
    get_page = service([1, 2], [3])
    one, other = (aiter(paginate(get_page, "page 0")) for _ in range(2))

    assert await first_items(one, 2) == [1, 2]
    assert await first_items(other, 3) == [1, 2, 3]
    assert await read_on(one) == [3]
    assert await read_on(other) == []


@given(
    pages=st.lists(st.lists(st.integers(), min_size=1, max_size=4), min_size=1),
    data=st.data(),
)
async def test_any_pages_and_any_reader(pages, data):
    """Who takes k items gets the first k, from as few pages as hold them."""
    expected = [item for page in pages for item in page]
    count = data.draw(st.integers(0, len(expected)), label="items")
    get_page = service(*pages)
    items = aiter(paginate(get_page, "page 0"))
    holding = itertools.accumulate(map(len, pages), initial=0)
    needed = next(number for number, held in enumerate(holding) if held >= count)

    taken = await first_items(items, count)
    fetched = len(get_page.calls)
    rest = await read_on(items)

    assert fetched == needed, (
        f"{count} items were taken, they are on {needed} pages, and {fetched} pages "
        "were fetched."
    )
    assert taken + rest == expected
