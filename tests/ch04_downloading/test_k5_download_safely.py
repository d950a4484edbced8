"""Good pages and bad pages, side by side."""

import asyncio

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import latencies, leaves, outcome_of
from katas.ch04_downloading.k5_download_safely import download_safely

A, B, C = "http://a.org/", "http://b.org/", "http://c.org/"


async def sizes_of(session, urls, seen):
    """Return what comes back; say what was raised in its place."""
    came = await outcome_of(download_safely(session, urls))
    assert not isinstance(came, BaseException), (
        f"{seen}, and this was raised: {', '.join(map(repr, leaves(came)))}. "
        "Which exceptions of which lines does your code take for a bad page?"
    )
    return came


async def test_good_pages_have_sizes(web, session):
    """Each URL has the size of its page, in the order of the URLs."""
    web.page(A, "12345", latency=2)
    web.page(B, "é", latency=1)

    sizes = await download_safely(session, [A, B])

    question = "What does your code count?"
    if sizes == {A: 5, B: 2}:
        question = "What gives your dict its order?"
    assert list(sizes.items()) == [(A, 5), (B, 2)], (
        f"{A} has 5 bytes, after 2 s, and {B} has 2, after 1 s. This came back: "
        f"{sizes}. {question}"
    )
    assert not session.closed, "The session was closed. Who else may need it?"


async def test_no_urls_no_sizes(session):
    """Without URLs the dict is empty."""
    sizes = await download_safely(session, [])

    assert sizes == {}, (
        f"There were no URLs, and this came back: {sizes!r}. "
        "Which line of yours needs at least one URL?"
    )


@pytest.mark.real_web
async def test_a_failure_stops_no_other(web, session):
    """A page that fails has its error, the others have their sizes."""
    web.page(A, "slow", latency=3)
    web.page(B, "broken", latency=1, ending="half-way")
    web.page(C, "fine", latency=2)

    sizes = await sizes_of(session, [A, B, C], f"The connection to {B} was lost")

    assert isinstance(sizes.get(B), aiohttp.ClientError), (
        f"The connection to {B} was lost, and this came back for it: "
        f"{sizes.get(B)!r}. What becomes of its exception in your code?"
    )
    assert (sizes.get(A), sizes.get(C)) == (4, 4), (
        f"Only {B} was broken, and this came back: {sizes}. "
        "What happens to the others when one download fails?"
    )
    assert list(sizes) == [A, B, C], (
        f"The URLs were {A}, {B} and {C}, and the keys are {list(sizes)}. "
        "What gives your dict its order?"
    )


@pytest.mark.parametrize("status", [400, 500])
async def test_a_bad_status_is_a_failure(web, session, status):
    """An error page has no size, but a ClientResponseError."""
    web.page(A, "no such page", status=status)

    sizes = await sizes_of(session, [A], f"The status was {status}")

    question = "Which of aiohttp's exceptions tells of a status?"
    if isinstance(sizes.get(A), int):
        question = "Is an error page a page?"
    assert isinstance(sizes.get(A), aiohttp.ClientResponseError), (
        f"The status was {status}, and this came back: {sizes}. {question}"
    )


@pytest.mark.parametrize("status", [201, 300])
async def test_other_good_statuses_are_good(web, session, status):
    """Not only 200 is a good status: whatever is below 400 brings a page."""
    web.page(A, "fine", status=status)

    sizes = await download_safely(session, [A])

    assert sizes.get(A) == 4, (
        f"A page of 4 bytes had the status {status}, and this came back for it: "
        f"{type(sizes.get(A)).__name__}. Which statuses are bad?"
    )


@pytest.mark.real_web
@pytest.mark.parametrize("url", ["http://", "htp://a.org/", "http://b.org/reset"])
async def test_whatever_aiohttp_reports_is_a_failure(web, session, url):
    """A typing error in a URL and a lost connection are failures of that URL."""
    web.page(A, "fine")
    web.page("http://b.org/reset", ending="reset")

    sizes = await sizes_of(session, [url, A], f"{url} cannot be had")

    assert isinstance(sizes.get(url), aiohttp.ClientError), (
        f"{url} cannot be had, and this came back for it: {sizes.get(url)!r}. "
        "What do all of aiohttp's exceptions have in common?"
    )
    assert sizes.get(A) == 4, (
        f"Only {url} cannot be had, and this came back: {sizes}. "
        "What happens to the others when one download fails?"
    )


@pytest.mark.real_web
async def test_any_other_exception_is_raised(web):
    """An exception that is no ClientError is no bad page: it comes out."""
    web.page(A, "fine", latency=2)
    web.page(B, "fine", latency=1)
    trace = aiohttp.TraceConfig()

    async def look(session, context, params):
        """Look at each response, with a mistake in it."""
        if str(params.url) == B:
            raise LookupError("a mistake in the program")

    trace.on_request_end.append(look)

    async with aiohttp.ClientSession(trace_configs=[trace]) as session:
        came = await outcome_of(download_safely(session, [A, B]))
        await asyncio.sleep(2)  # Until A is there too.

    raised = leaves(came) if isinstance(came, BaseException) else []
    assert [type(error) for error in raised] == [LookupError], (
        f"`session.get({B!r})` raised LookupError, and this came out: {came!r}. "
        "Which exceptions does your code take for a bad page?"
    )


@pytest.mark.real_web
async def test_a_time_out_of_the_session_is_raised(web):
    """The TimeoutError of a whole request is no ClientError: it comes out."""
    web.page(A, "slow", latency=5)
    a_second = aiohttp.ClientTimeout(total=1)

    async with aiohttp.ClientSession(timeout=a_second) as session:
        came = await outcome_of(download_safely(session, [A]))
        await asyncio.sleep(1)

    raised = leaves(came) if isinstance(came, BaseException) else []
    assert [type(error) for error in raised] == [TimeoutError], (
        "The session allows 1 s for a request, the page takes 5 s, and this came out: "
        f"{came!r}. Which exceptions does your code take for a bad page?"
    )


async def test_the_pages_are_downloaded_together(web, session, clock):
    """The whole takes as long as the slowest page, good or bad."""
    web.page(A, "a", latency=1)
    web.page(B, "b", latency=4, status=500)
    web.page(C, "c", latency=2)

    await download_safely(session, [A, B, C])

    assert clock.elapsed == 4, (
        f"Pages that take 1, 4 and 2 s were there after {clock.elapsed:g} s. "
        "Which line waits before the next page has been asked for?"
    )


async def test_many_pages_are_downloaded_together(web, session, clock):
    """All of them are asked for at once, however many there are."""
    urls = [f"http://a.org/{number}" for number in range(60)]
    for url in urls:
        web.page(url, "x", latency=1)

    await download_safely(session, list(urls))

    assert clock.elapsed == 1, (
        f"60 pages that take 1 s each were there after {clock.elapsed:g} s; "
        f"{web.peak} was the most at a time. Who makes a page wait for another one?"
    )


@pytest.mark.real_web
async def test_a_cancellation_ends_it(web, session):
    """Cancelled, it is cancelled itself, and nothing stays in flight."""
    web.page(A, "slow", latency=9)
    web.page(B, "broken", status=500)
    web.page(C, "slow", latency=1, body_latency=9)

    came = await outcome_of(download_safely(session, [A, B, C]), 2)

    assert isinstance(came, asyncio.CancelledError), (
        f"It was cancelled after 2 s, and this came out: {came!r}. "
        "Which error does your code catch?"
    )
    await asyncio.sleep(1)
    assert web.in_flight == 0, (
        "Two of three pages were still coming when it was cancelled, and a second "
        f"later {web.in_flight} still came. Whom does the cancellation reach?"
    )
    assert not session.closed, (
        "It was cancelled after 2 s, and the session was closed. Who else may need it?"
    )


@pytest.mark.real_web
@given(
    pages=st.lists(
        st.tuples(
            st.sampled_from([200, 204, 300, 400, 503]),
            latencies(9),
            st.sampled_from(["whole", "half-way"]),
        ),
        max_size=5,
    )
)
async def test_any_pages(pages, web, clock):
    """A URL has a size exactly if its page is good; the order is that of the URLs."""
    urls = [f"http://a.org/{number}" for number in range(len(pages))]
    for url, (status, latency, ending) in zip(urls, pages, strict=True):
        web.page(url, "body", status=status, latency=latency, ending=ending)

    async with aiohttp.ClientSession() as session:
        sizes = await download_safely(session, list(urls))

    good = [s == 204 or (s < 400 and end == "whole") for s, _, end in pages]
    assert list(sizes) == urls, (
        f"The URLs were {urls}, and the keys are {list(sizes)}. "
        "What gives your dict its order?"
    )
    came = [type(size).__name__ for size in sizes.values()]
    assert [name == "int" for name in came] == good, (
        f"The pages, with status, seconds and end, were {pages}, and these values came "
        f"back for them: {came}. Which of the pages have failed?"
    )
    slowest = max((latency for _, latency, _ in pages), default=0)
    assert clock.elapsed == slowest, (
        f"The slowest page took {slowest:g} s, and all of them {clock.elapsed:g} s. "
        "Which line waits before the next page has been asked for?"
    )
