"""Every page once, whatever fails, and then it stops."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.fakes import FakeService
from dojo.schedules import cancellations, cancelled_at, orders
from katas.ch09_queues.k5_crawl import crawl


def web(links, takes=1, broken=()):
    """Return a service that fetches these pages; some of them are broken."""

    def answer(page):
        return OSError(f"{page} is broken") if page in broken else links.get(page, ())

    return FakeService(answer, takes=takes, name="fetch_links")


async def test_it_follows_all_links():
    """All pages that can be reached are found."""
    fetch_links = web({"home": ["a", "b"], "a": ["c"], "c": ["d"], "island": ["x"]})

    assert sorted(await crawl(fetch_links, "home", 2)) == ["a", "b", "c", "d", "home"]


async def test_one_page():
    """A page without links."""
    assert await crawl(web({}), "home", 3) == ["home"]


async def test_no_page_twice():
    """Pages may link to each other, and to themselves."""
    links = {"home": ["a", "b", "a", "home"], "a": ["b", "home"], "b": ["a", "c", "c"]}
    fetch_links = web(links)

    found = await crawl(fetch_links, "home", 3)

    assert sorted(fetch_links.keys) == ["a", "b", "c", "home"], (
        f"These pages were fetched: {fetch_links.keys}. When do you know a link?"
    )
    assert sorted(found) == ["a", "b", "c", "home"]


@pytest.mark.parametrize("workers", [1, 2, 4])
async def test_a_few_at_a_time(workers):
    """As many pages at a time as there are workers."""
    fetch_links = web({"home": list("abcdefgh")})

    await crawl(fetch_links, "home", workers)

    assert fetch_links.peak == workers, (
        f"There are {workers} workers, and at most {fetch_links.peak} pages were "
        "fetched at the same time."
    )


async def test_a_slow_page_holds_up_nobody(clock):
    """A link is followed as soon as it is known."""
    links = {"home": ["slow", "a"], "a": ["b"], "b": ["c"]}
    fetch_links = web(links, takes={"home": 1, "slow": 9, "a": 1, "b": 1, "c": 1})

    await crawl(fetch_links, "home", 2)

    began = {call.key: call.began for call in fetch_links.calls}
    assert began["c"] == 3, (
        "One page takes 9 s, the others 1 s each, and there are two workers. Page c is "
        f"known at 3 s, and was begun at {began['c']:g} s. What did it wait for?"
    )
    assert clock.elapsed == 10


@pytest.mark.parametrize("broken", ["a", "b", "c"])
@pytest.mark.parametrize("workers", [1, 3])
async def test_a_page_that_fails(broken, workers):
    """It is left out, and the others are found."""
    links = {"home": ["a", "b", "c"], "a": ["a1"], "b": ["b1"], "c": ["c1"]}
    fetch_links = web(links, broken=[broken])

    found = await crawl(fetch_links, "home", workers)

    left_out = {broken, f"{broken}1"}
    everything = {"home", "a", "b", "c", "a1", "b1", "c1"}
    assert sorted(found) == sorted(everything - left_out)


async def test_more_pages_fail_than_there_are_workers(clock):
    """The workers go on."""
    fetch_links = web({"home": list("abcdef")}, broken="abcd")

    assert sorted(await crawl(fetch_links, "home", 2)) == ["e", "f", "home"]
    assert clock.elapsed == 4


async def test_the_first_page_fails():
    """Then there is nothing."""
    assert await crawl(web({}, broken=["home"]), "home", 2) == []


async def test_when_it_returns_nothing_is_at_work():
    """The workers have ended."""
    before = asyncio.all_tasks()

    await crawl(web({"home": ["a", "b"]}), "home", 3)

    left = asyncio.all_tasks() - before
    assert not left, f"It has returned, and {len(left)} tasks are still there."


async def test_cancelled_while_it_works():
    """Who cancels it ends the workers."""
    fetch_links = web({"home": ["a", "b", "c"]}, takes=2)
    before = asyncio.all_tasks()

    task = await cancelled_at(crawl(fetch_links, "home", 2), 3)

    assert task.cancelled()
    assert fetch_links.at_work == 0, "It was cancelled, and pages are being fetched."
    assert asyncio.all_tasks() == before, "It was cancelled, and tasks are still there."


@given(cancellation=cancellations(least=1, most=4))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, nobody is at work."""
    fetch_links = web({"home": ["a", "b"], "a": ["c"]}, broken="b")

    await cancellation.of(crawl(fetch_links, "home", 2))

    assert fetch_links.at_work == 0


PAGES = st.integers(0, 6).map("p{}".format)


@given(
    order=orders(),
    links=st.dictionaries(PAGES, st.lists(PAGES, max_size=4)),
    broken=st.sets(PAGES, max_size=3),
    workers=st.integers(1, 3),
)
async def test_any_web_in_any_order(order, links, broken, workers):
    """What can be reached without the broken pages is found, each page once."""
    fetched = []

    async def fetch_links(page):
        fetched.append(page)
        await asyncio.sleep(0)
        if page in broken:
            raise OSError(page)
        return links.get(page, ())

    expected, todo = set(), ["p0"]
    while todo:
        page = todo.pop()
        if page not in expected | broken:
            expected.add(page)
            todo += links.get(page, ())

    with order:
        found = await crawl(fetch_links, "p0", workers)

    assert sorted(found) == sorted(expected)
    assert len(fetched) == len(set(fetched)), f"These were fetched: {fetched}."
