"""All pages at once, with one session that is closed in the end."""

import asyncio

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import latencies
from katas.ch04_downloading.k2_page_sizes import page_sizes

A, B, C = "http://a.org/", "http://b.org/", "http://c.org/"


async def test_the_sizes_come_in_order(web):
    """Each URL comes with its size, in the order of the URLs."""
    web.page(A, "12345", latency=2)
    web.page(B, "123", latency=1)

    sizes = await page_sizes([A, B])

    assert sizes == [(A, 5), (B, 3)], (
        f"{A} has 5 bytes, after 2 s, and {B} has 3, after 1 s. This came back: "
        f"{sizes}. Where does your list come from, and what gives it its order?"
    )


async def test_no_urls_no_sizes():
    """Without URLs the list is empty."""
    assert await page_sizes([]) == []


async def test_the_size_is_in_bytes(web):
    """A size counts bytes, not characters."""
    web.page(A, "héllo")

    sizes = await page_sizes([A])

    assert sizes == [(A, 6)], (
        f"The page says 'héllo', which is 6 bytes in utf-8. This came back: {sizes}. "
        "What does your code count?"
    )


@pytest.mark.real_web
async def test_a_page_need_not_say_its_length(web):
    """What counts is the body that comes, in however many pieces."""
    web.page(A, [b"123", b"45"], body_latency=2)

    sizes = await page_sizes([A])

    assert sizes == [(A, 5)], (
        "A server sent 3 bytes and then 2 more, without saying beforehand how many "
        f"there are, and this came back: {sizes}. Where does the size come from?"
    )


async def test_a_url_may_come_twice(web):
    """A URL that is in the list twice comes twice."""
    web.page(A, "123")

    sizes = await page_sizes([A, A])

    assert sizes == [(A, 3), (A, 3)], (
        f"{A} was asked for twice, and this came back: {sizes}. "
        "What does your code do with a URL that comes again?"
    )


async def test_the_pages_are_downloaded_together(web, clock):
    """The whole takes as long as the slowest page."""
    web.page(A, "a", latency=1)
    web.page(B, "b", latency=3)
    web.page(C, "c", latency=2)

    await page_sizes([A, B, C])

    assert clock.elapsed == 3, (
        f"Pages that take 1, 3 and 2 s were there after {clock.elapsed:g} s; "
        f"{web.peak} was the most at a time. "
        "Which line waits before the next page has been asked for?"
    )


async def test_there_is_one_session(web):
    """All requests share one session."""
    for url in (A, B, C):
        web.page(url, "x", latency=1)

    await page_sizes([A, B, C])

    assert web.sessions_made == 1, (
        f"{web.sessions_made} sessions were made for 3 URLs. "
        "Who could share the connections?"
    )


async def test_the_session_is_closed(web):
    """No session is open in the end."""
    web.page(A, "x")

    await page_sizes([A])

    assert web.open_sessions == 0, "The session was still open. Who closes it?"


@pytest.mark.parametrize("status", [400, 503])
async def test_a_bad_status_raises(web, status):
    """A status of 400 or more raises ClientResponseError itself."""
    web.page(A, "x")
    web.page(B, "an error page", status=status)

    with pytest.raises(aiohttp.ClientResponseError) as caught:
        await page_sizes([A, B])

    assert caught.value.status == status


@pytest.mark.real_web
async def test_a_failure_ends_it_at_once(web, clock):
    """The first failure is raised at once; the session is closed, nothing goes on."""
    web.page(A, "slow", latency=9)
    web.page(B, latency=1, ending="half-way", body="broken")

    with pytest.raises(aiohttp.ClientPayloadError):
        await page_sizes([A, B])

    assert clock.elapsed == 1, (
        f"A download failed after 1 s, and that was known after {clock.elapsed:g} s. "
        "Who has to wait for the slow page now?"
    )
    assert web.open_sessions == 0, "The session was still open. Who closes it?"
    await asyncio.sleep(1)
    assert web.in_flight == 0, (
        f"A download failed, and a second later {web.in_flight} still came. "
        "What becomes of the others in your code?"
    )


@given(pages=st.dictionaries(st.integers(0, 9), st.tuples(st.binary(), latencies())))
async def test_any_pages_and_any_latencies(pages, web, clock):
    """It returns the sizes in order, and takes as long as the slowest page."""
    urls = [f"http://a.org/{name}" for name in pages]
    for url, (body, latency) in zip(urls, pages.values(), strict=True):
        web.page(url, body, latency=latency)

    sizes = await page_sizes(urls)

    expected = [len(body) for body, _ in pages.values()]
    assert sizes == list(zip(urls, expected, strict=True)), (
        f"The URLs were {urls}, the sizes {expected}, and this came back: {sizes}. "
        "Where does your list come from, and what gives it its order?"
    )
    slowest = max((seconds for _, seconds in pages.values()), default=0)
    assert clock.elapsed == slowest, (
        f"The slowest page took {slowest:g} s, and all of them {clock.elapsed:g} s. "
        "Which line waits before the next page has been asked for?"
    )
    assert web.sessions_made <= 1
    assert web.open_sessions == 0
