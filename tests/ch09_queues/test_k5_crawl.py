"""Each page once, broken ones too, and an end when nothing is left."""

import asyncio
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import FakeService, Job, cancellations, outcome_of
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
    links = SITE | {"old news": ["Home"], "Home": []}

    pages = await crawl(site(links, takes=1), "home", 3)

    assert sorted(pages) == sorted(links), (
        f"These pages can be reached from home: {sorted(links)}, and these were "
        f"returned: {sorted(pages)}. When does a page come into your list?"
    )


async def test_one_page(clock):
    """A page without links is all there is."""
    pages = await crawl(site({"home": []}, takes=1.375), "home", 3)

    assert (pages, clock.elapsed) == (["home"], 1.375), (
        f"The only page came after 1.375 s. After {clock.elapsed:g} s this was "
        f"returned: {pages}. How does your code know that no page is left?"
    )


async def test_each_page_is_fetched_once():
    """However many pages link to it, a page is fetched once."""
    fetch = site(SITE, takes={"home": 1, "news": 1, "shop": 1, "cart": 1})

    await crawl(fetch, "home", 3)

    assert sorted(fetch.keys) == sorted(SITE), (
        f"The site has these pages: {sorted(SITE)}, and these were fetched: "
        f"{sorted(fetch.keys)}. At which moment is a page known?"
    )


async def test_a_few_are_fetched_at_the_same_time():
    """As many pages as there are workers are fetched together, and never more."""
    links = {"home": list("abcdef")} | {page: [] for page in "abcdef"}
    fetch = site(links, takes=1)

    await crawl(fetch, "home", 3)

    assert fetch.peak == 3, (
        "3 workers had 6 pages to fetch. The most that were fetched at the same time: "
        f"{fetch.peak}. What in your code says how many there are?"
    )


async def test_a_slow_page_holds_up_no_other(clock):
    """Links are followed as soon as they have come, whatever else is being fetched."""
    links = {"home": ["slow", "a"], "slow": [], "a": ["b"], "b": ["c"], "c": []}
    fetch = site(links, takes={"home": 1, "slow": 3600, "a": 1, "b": 1, "c": 1})

    pages = await crawl(fetch, "home", 2)

    question = "Who waits for the slow page?"
    if "slow" not in pages:
        question = "How long may a page take?"
    assert clock.elapsed == 3601, (
        "One worker can fetch the slow page, and the other one a, b and c meanwhile: "
        f"that takes 3601 s. After {clock.elapsed:g} s came {sorted(pages)}. {question}"
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


async def test_a_broken_page_is_skipped():
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


async def test_a_broken_start():
    """If the first page is broken, there is nothing to return."""
    pages = await crawl(site({"home": OSError("broken")}), "home", 2)

    assert pages == [], (
        f"The only page is broken, and this was returned: {pages}. "
        "When does a page come into your list?"
    )


async def test_many_broken_pages_stop_nobody(clock):
    """After any number of broken pages, as many workers are at work as before."""
    broken = {page: OSError("broken") for page in "abcdef"}
    good = {page: [] for page in "uvwxyz"}
    fetch = site({"home": [*broken, *good]} | broken | good, takes=1)

    pages = await crawl(fetch, "home", 3)

    assert (sorted(pages), clock.elapsed) == (["home", *"uvwxyz"], 5), (
        "home links to 6 broken pages and to u, v, w, x, y and z. 3 workers need 1 s "
        f"for a page, so 5 s in all. After {clock.elapsed:g} s came {sorted(pages)}. "
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

    seen = await outcome_of(crawl(fetch, "home", 1))

    assert seen in (["home", "b"], ["b", "home"]), (
        f"home links to a and b, and a failed with {error!r}. This came out: {seen!r}. "
        "Which lines of your code meet this exception?"
    )


@pytest.mark.parametrize("instants", [[2], [2, 3]], ids=["once", "twice"])
async def test_a_cancellation_reaches_all_of_them(instants, clock):
    """Cancelled, it cancels what is being fetched, and waits until that has ended."""
    jobs = {page: Job(page, 9, cleanup=3) for page in SITE}
    jobs["home"] = Job("home", 1, result=SITE["home"])

    seen = await outcome_of(crawl(lambda page: jobs[page](), "home", 2), *instants)

    what = f"crawl was cancelled at {' and '.join(map(str, instants))} s"
    for job in (jobs["news"], jobs["shop"]):
        assert job.cancelled, (
            f"{what}, and nobody cancelled {job.name}, which was {job.outcome} when "
            "crawl ended. Who stops it?"
        )
        assert len(job.cancelled) <= len(instants), (
            f"{what}. {job.name} was cancelled at these seconds: {job.cancelled}. "
            "What does each time more do to its clean-up?"
        )
        assert job.ended, (
            f"{what}, and ended at {clock.elapsed:g} s. {job.name} was still cleaning "
            "up then. Who waits for it?"
        )
    assert isinstance(seen, asyncio.CancelledError), (
        f"{what}, and this came out: {seen!r}. Where did the CancelledError end?"
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
    links=sites(),
    takes=st.fixed_dictionaries(
        {page: st.integers(0, 48).map(lambda n: n / 16) for page in "abcde"}
    ),
    workers=st.integers(1, 4),
)
async def test_any_site(links, takes, workers, clock):
    """What is found is fetched once, and no page waits while a worker is free."""
    fetch = site(links, takes)

    pages = await crawl(fetch, "a", workers)

    all_pages, broken = reached(links, "a")
    good = sorted({*all_pages} - broken)
    assert (sorted(fetch.keys), sorted(pages)) == (all_pages, good), (
        f"a can reach {all_pages}, of which {sorted(broken)} are broken. Fetched were "
        f"{sorted(fetch.keys)}, and returned {sorted(pages)}. What was left out, or "
        "came twice?"
    )
    assert fetch.peak <= workers, (
        f"`workers` is {workers}, and {fetch.peak} pages were fetched at the same "
        "time. What in your code says how many there are?"
    )
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
