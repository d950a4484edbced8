"""Good pages and bad pages, side by side."""

import asyncio

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import latencies
from katas.ch04_downloading.k5_download_safely import download_safely

A, B, C = "http://a.org/", "http://b.org/", "http://c.org/"


async def test_good_pages_have_sizes(web, session):
    """Each URL has the size of its page, in the order of the URLs."""
    web.page(A, "12345", latency=2)
    web.page(B, "é", latency=1)

    sizes = await download_safely(session, [A, B])

    assert list(sizes.items()) == [(A, 5), (B, 2)], (
        f"{A} has 5 bytes, after 2 s, and {B} has 2, after 1 s. This came back: "
        f"{sizes}. What does your code count, and what gives the dict its order?"
    )
    assert not session.closed, "The session was closed. Who else may need it?"


async def test_no_urls_no_sizes(session):
    """Without URLs the dict is empty."""
    assert await download_safely(session, []) == {}


@pytest.mark.real_web
async def test_a_failure_stops_no_other(web, session):
    """A page that fails has its error, the others have their sizes."""
    web.page(A, "slow", latency=3)
    web.page(B, "broken", latency=1, ending="half-way")
    web.page(C, "fine", latency=2)

    sizes = await download_safely(session, [A, B, C])

    assert isinstance(sizes[B], aiohttp.ClientError), (
        f"B was broken, and this came back for it: {sizes[B]!r}. "
        "What becomes of its exception in your code?"
    )
    assert (sizes[A], sizes[C]) == (4, 4), (
        f"Only B was broken, and this came back: {sizes}. "
        "What happens to the others when one download fails?"
    )


@pytest.mark.parametrize("status", [400, 500])
async def test_a_bad_status_is_a_failure(web, session, status):
    """An error page has no size, but a ClientResponseError with its status."""
    web.page(A, "no such page", status=status)

    sizes = await download_safely(session, [A])

    assert isinstance(sizes[A], aiohttp.ClientResponseError), (
        f"The status was {status}, and this came back: {sizes}. "
        "Is an error page a page?"
    )
    assert sizes[A].status == status


@pytest.mark.real_web
@pytest.mark.parametrize("url", ["http://", "htp://a.org/", "http://b.org/reset"])
async def test_whatever_aiohttp_reports_is_a_failure(web, session, url):
    """A typing error in a URL and a lost connection are failures of that URL."""
    web.page(A, "fine")
    web.page("http://b.org/reset", ending="reset")

    sizes = await download_safely(session, [url, A])

    assert sizes[A] == 4
    assert isinstance(sizes[url], aiohttp.ClientError), (
        f"{url} cannot be had, and this came back for it: {sizes[url]!r}. "
        "Which errors does aiohttp have in common?"
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


@pytest.mark.real_web
async def test_a_cancellation_ends_it(web, session, clock):
    """A caller that is cancelled stops, and nothing stays in flight."""
    web.page(A, "slow", latency=9)
    web.page(B, "broken", status=500)
    web.page(C, "slow", latency=1, body_latency=9)
    task = asyncio.create_task(download_safely(session, [A, B, C]))
    await asyncio.sleep(1)

    task.cancel()
    await asyncio.wait([task])

    assert task.cancelled(), "It was cancelled, and went on. Which error did it catch?"
    await asyncio.sleep(1)
    assert web.in_flight == 0, (
        "Two of three pages were still coming when it was cancelled, and a second "
        f"later {web.in_flight} still came. Whom does the cancellation reach?"
    )


@pytest.mark.real_web
@given(
    pages=st.lists(
        st.tuples(
            st.sampled_from([200, 204, 404, 503]),
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
        sizes = await download_safely(session, urls)

    good = [s == 204 or (s == 200 and end == "whole") for s, _, end in pages]
    assert list(sizes) == urls, (
        f"The URLs were {urls}, and the keys are {list(sizes)}. "
        "What gives your dict its order?"
    )
    assert [isinstance(size, int) for size in sizes.values()] == good, (
        f"The pages, with status, seconds and end, were {pages}, and this came back: "
        f"{sizes}. Which of them have failed?"
    )
    slowest = max((latency for _, latency, _ in pages), default=0)
    assert clock.elapsed == slowest, (
        f"The slowest page took {slowest:g} s, and all of them {clock.elapsed:g} s. "
        "Which line waits before the next page has been asked for?"
    )
