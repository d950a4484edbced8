"""Each page once, broken ones too, and an end when nothing is left."""

import asyncio
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at, latencies, orders
from katas.ch09_queues.k5_crawl import crawl

SITE = {
    "home": ["news", "shop", "home"],
    "news": ["home", "old news"],
    "shop": ["cart", "news", "cart"],
    "old news": [],
    "cart": ["shop", "home"],
}


def site(links, takes=0):
    """Return a site: an exception in place of its links is raised."""
    return FakeService(links, takes, name="fetch")


def reached(links, start):
    """Return all pages that can be reached, and those of them that are broken."""
    pages, broken = [start], set()
    for page in pages:
        if isinstance(links[page], Exception):
            broken.add(page)
        else:
            new = dict.fromkeys(links[page])
            pages += [link for link in new if link not in pages]
    return sorted(pages), broken


def kept_waiting(fetch, links, start, workers):
    """Return the pages that waited while fewer pages than `workers` were fetched."""
    found = {start: 0}
    for call in fetch.calls:
        if call.outcome == "answered":
            for link in links[call.key]:
                found[link] = min(found.get(link, math.inf), call.ended)
    instants = {t for call in fetch.calls for t in (call.began, call.ended)}
    at_work = {t: sum(c.began <= t < c.ended for c in fetch.calls) for t in instants}
    return [
        call.key
        for call in fetch.calls
        if any(
            at_work[t] < workers for t in instants if found[call.key] <= t < call.began
        )
    ]


async def test_all_pages_are_found():
    """Every page that can be reached is returned, once."""
    pages = await crawl(site(SITE, takes=1), "home", 3)

    assert sorted(pages) == sorted(SITE), (
        f"These pages can be reached from home: {sorted(SITE)}, and these were "
        f"returned: {sorted(pages)}. When does a page come into your list?"
    )


async def test_one_page(clock):
    """A page without links is all there is."""
    assert await crawl(site({"home": []}, takes=1), "home", 3) == ["home"]

    assert clock.elapsed == 1, (
        f"The only page came after 1 s, and this returned after {clock.elapsed:g} s. "
        "Who tells it that no page is left?"
    )


async def test_each_page_is_fetched_once():
    """However many pages link to it, a page is fetched once."""
    fetch = site(SITE, takes={"home": 1, "news": 1, "shop": 1, "cart": 1})

    await crawl(fetch, "home", 3)

    assert sorted(fetch.keys) == sorted(SITE), (
        f"The site has these pages: {sorted(SITE)}, and these were fetched: "
        f"{sorted(fetch.keys)}. At which moment is a page known?"
    )


async def test_a_few_are_fetched_at_the_same_time(clock):
    """As many pages as there are workers are fetched together, and never more."""
    links = {"home": list("abcdef")} | {page: [] for page in "abcdef"}
    fetch = site(links, takes=1)

    await crawl(fetch, "home", 3)

    assert fetch.peak == 3, (
        "3 workers had 6 pages to fetch. The most that were fetched at the same time: "
        f"{fetch.peak}. What in your code says how many there are?"
    )
    assert clock.elapsed == 3


async def test_a_slow_page_holds_up_no_other(clock):
    """Links are followed as soon as they have come, whatever else is being fetched."""
    links = {"home": ["slow", "a"], "slow": [], "a": ["b"], "b": ["c"], "c": []}
    fetch = site(links, takes={"home": 1, "slow": 5, "a": 1, "b": 1, "c": 1})

    await crawl(fetch, "home", 2)

    assert clock.elapsed == 6, (
        "One worker can fetch the slow page, and the other one a, b and c meanwhile: "
        f"that takes 6 s, and it took {clock.elapsed:g} s. Who waits for the slow page?"
    )


async def test_a_chain_of_pages(clock):
    """A page that comes last may bring another one, and idle workers wait for it."""
    fetch = site({str(n): [str(n + 1)] for n in range(5)} | {"5": []}, takes=1)

    pages = await crawl(fetch, "0", 3)

    assert sorted(pages) == list("012345"), (
        f"Each page of a chain from 0 to 5 has the link to the next one, and this was "
        f"returned: {sorted(pages)}. How do you know that no page is left?"
    )
    assert clock.elapsed == 6


async def test_a_broken_page_is_skipped(clock):
    """A page that fails is not returned; what others link to is."""
    links = SITE | {"news": OSError("broken")}
    fetch = site(links, takes=1)

    pages = await crawl(fetch, "home", 3)

    assert sorted(pages) == ["cart", "home", "shop"], (
        "The page news is broken, and only news has a link to old news. These were "
        f"returned: {sorted(pages)}. What happens to a page when its fetch fails?"
    )
    assert fetch.keys.count("news") == 1, (
        f"The page news is broken, and was fetched {fetch.keys.count('news')} times. "
        "Who takes it for new?"
    )
    assert clock.elapsed == 3


async def test_a_broken_start():
    """If the first page is broken, there is nothing to return."""
    assert await crawl(site({"home": OSError("broken")}), "home", 2) == []


async def test_many_broken_pages_stop_nobody(clock):
    """After any number of broken pages, as many workers are at work as before."""
    broken = {page: OSError("broken") for page in "abcdef"}
    good = {page: [] for page in "uvwxyz"}
    fetch = site({"home": [*broken, *good]} | broken | good, takes=1)

    pages = await crawl(fetch, "home", 3)

    assert sorted(pages) == ["home", *"uvwxyz"]
    assert clock.elapsed == 5, (
        "3 workers fetch 6 broken pages and 6 good ones, 1 s each: that takes 5 s with "
        f"the home page, and it took {clock.elapsed:g} s. "
        "What does a worker do after a broken page?"
    )


@pytest.mark.parametrize(
    "error",
    [
        asyncio.QueueEmpty(),
        TimeoutError(),
        ValueError(1),
        ExceptionGroup("", [OSError()]),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_page_may_fail_with_any_error(error):
    """Whatever type of Exception it is, the page is skipped, and no other one."""
    fetch = site({"home": ["a", "b"], "a": error, "b": []}, takes=1)

    assert sorted(await crawl(fetch, "home", 1)) == ["b", "home"]


async def test_a_cancellation_reaches_all_of_them(clock):
    """Cancelled, it cancels what is being fetched, and ends when that has ended."""
    cleaned = []

    async def fetch(page):
        try:
            await asyncio.sleep(1 if page == "home" else 9)
        except asyncio.CancelledError:
            await asyncio.sleep(3)
            cleaned.append((page, clock.elapsed))
            raise
        return SITE[page]

    task = await cancelled_at(crawl(fetch, "home", 2), 2)

    assert task.cancelled(), (
        "It was cancelled after 2 s, and its caller never heard of it. "
        "Where did the CancelledError end?"
    )
    assert sorted(cleaned) == [("news", 5), ("shop", 5)], (
        "It was cancelled after 2 s, when news and shop were being fetched; these need "
        f"3 s to clean up. It ended after {clock.elapsed:g} s, and by then these had "
        f"cleaned up: {cleaned}. Who tells the workers, and who waits for them?"
    )


@given(cancellation=cancellations(least=1), workers=st.integers(1, 3))
async def test_it_may_be_cancelled_anywhere(cancellation, workers):
    """Wherever it is cancelled, nothing is fetched afterwards, and the caller hears."""
    fetch = site(SITE | {"news": OSError()}, takes={"home": 1, "news": 2, "cart": 1})

    task = await cancellation.of(crawl(fetch, "home", workers))

    assert task.cancelled() or sorted(task.result()) == ["cart", "home", "shop"]
    assert fetch.at_work == 0, "It has ended, and a page is being fetched. Who ends it?"


@st.composite
def sites(draw):
    """Return a strategy for the links of up to five pages; some pages are broken."""
    names = "abcde"[: draw(st.integers(1, 5))]
    links = st.lists(st.sampled_from(names), max_size=3)
    broken = st.just(OSError("broken"))
    return {page: draw(st.one_of(links, links, broken)) for page in names}


@settings(max_examples=40)
@given(
    order=orders(), links=sites(), workers=st.integers(1, 3), steps=st.integers(0, 2)
)
async def test_any_interleaving(order, links, workers, steps):
    """In whatever order the workers run, each page is fetched once."""
    fetched, at_work = [], 0

    async def fetch(page):
        nonlocal at_work
        at_work += 1
        assert at_work <= workers
        fetched.append(page)
        for _ in range(steps):
            await asyncio.sleep(0)
        at_work -= 1
        if isinstance(links[page], OSError):
            raise links[page]
        return links[page]

    with order:
        pages = await crawl(fetch, "a", workers)

    all_pages, broken = reached(links, "a")
    assert sorted(fetched) == all_pages
    assert sorted(pages) == sorted({*all_pages} - broken)


@settings(max_examples=40)
@given(
    links=sites(),
    takes=st.fixed_dictionaries({page: latencies(3) for page in "abcde"}),
    workers=st.integers(1, 4),
)
async def test_any_site(links, takes, workers, clock):
    """What is found is fetched once, and no page waits while a worker is free."""
    fetch = site(links, takes)

    pages = await crawl(fetch, "a", workers)

    all_pages, broken = reached(links, "a")
    assert sorted(pages) == sorted({*all_pages} - broken)
    assert sorted(fetch.keys) == all_pages
    assert (fetch.peak <= workers, fetch.at_work) == (True, 0)
    waited = kept_waiting(fetch, links, "a", workers)
    assert not waited, (
        f"There are {workers} workers; a link to {waited[0]} had come, one of them was "
        f"free, and {waited[0]} was not fetched. What does a free worker wait for?"
    )
    end = max(call.ended for call in fetch.calls)
    assert clock.elapsed == end, (
        f"The last page came after {end:g} s, and this returned after "
        f"{clock.elapsed:g} s. Who tells it that no page is left?"
    )


@settings(max_examples=40)
@given(
    links=sites(),
    takes=latencies(2),
    workers=st.integers(1, 3),
    instant=latencies(8),
    late=st.booleans(),
)
async def test_it_may_be_cancelled_at_any_time(links, takes, workers, instant, late):
    """What has not ended is cancelled, and no page is fetched after that."""
    fetch = site(links, takes)

    task = await cancelled_at(crawl(fetch, "a", workers), instant, late=late)
    await asyncio.sleep(20)

    last = max((call.ended for call in fetch.calls), default=0)
    assert last <= instant or not task.cancelled(), "It went on. Who stops the workers?"
    if not task.cancelled():
        assert sorted(fetch.keys) == reached(links, "a")[0]
        assert {call.outcome for call in fetch.calls} <= {"answered", "failed"}
