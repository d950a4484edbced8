"""All pages at once, with one session that is closed in the end."""

import asyncio

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import latencies, outcome_of
from katas.ch04_downloading.k2_page_sizes import page_sizes

A, B, C = "http://a.org/", "http://b.org/", "http://c.org/"


def nothing_raised(value, seen, question):
    """Say what came back in the place of an exception."""
    raise AssertionError(f"{seen}, and this came back: {value!r}. {question}")


async def test_the_sizes_come_in_order(web):
    """Each URL comes with its size, in the order of the URLs."""
    web.page(A, "12345", latency=2)
    web.page(B, "123", latency=1)

    sizes = await page_sizes([A, B])

    question = "What does your code return for each URL?"
    if sizes == [(B, 3), (A, 5)]:
        question = "What gives your list its order?"
    assert sizes == [(A, 5), (B, 3)], (
        f"{A} has 5 bytes, after 2 s, and {B} has 3, after 1 s. This came back: "
        f"{sizes}. {question}"
    )


async def test_no_urls_no_sizes():
    """Without URLs the list is empty."""
    sizes = await page_sizes([])

    assert sizes == [], (
        f"There were no URLs, and this came back: {sizes!r}. "
        "Which line of yours needs at least one URL?"
    )


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
    web.page(B, "1")

    sizes = await page_sizes([A, B, A])

    assert sizes == [(A, 3), (B, 1), (A, 3)], (
        f"The URLs were {A}, {B} and again {A}. This came back: {sizes}. "
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


async def test_many_pages_are_downloaded_together(web, clock):
    """All of them are asked for at once, however many there are."""
    urls = [f"http://a.org/{number}" for number in range(60)]
    for url in urls:
        web.page(url, "x", latency=1)

    await page_sizes(list(urls))

    assert clock.elapsed == 1, (
        f"60 pages that take 1 s each were there after {clock.elapsed:g} s; "
        f"{web.peak} was the most at a time. Who makes a page wait for another one?"
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


@pytest.mark.parametrize("status", [400, 503])
async def test_a_bad_status_raises(web, status):
    """A status of 400 or more raises ClientResponseError itself."""
    web.page(A, "x")
    web.page(B, "an error page", status=status)

    with pytest.raises(aiohttp.ClientResponseError):
        nothing_raised(
            await page_sizes([A, B]),
            f"{B} had the status {status}",
            "Is an error page a page?",
        )


async def test_two_may_fail_at_the_same_moment(web):
    """Where two fail at the same moment, one of their errors is raised, by itself."""
    for url in (A, B):
        web.page(url, "an error page", status=503, latency=1)

    came = await outcome_of(page_sizes([A, B]))

    assert isinstance(came, aiohttp.ClientResponseError), (
        f"{A} and {B} had the status 503, both after 1 s, and this came out: "
        f"{came!r}. How many errors does your code expect?"
    )


@pytest.mark.real_web
async def test_half_a_page_has_no_size(web):
    """Where the connection is lost in the middle of a page, that is raised."""
    web.page(A, "half of this", ending="half-way")

    with pytest.raises(aiohttp.ClientPayloadError):
        nothing_raised(
            await page_sizes([A]),
            "The connection was lost after 6 of 12 bytes",
            "Where does the size come from?",
        )


@pytest.mark.real_web
async def test_the_first_failure_is_raised_at_once(web, clock):
    """The download that fails first decides, and no other is waited for."""
    web.page(A, "bad", status=503, latency=2)
    web.page(B, "half of this", latency=1, ending="half-way")
    web.page(C, "slow", latency=9)

    with pytest.raises(aiohttp.ClientError) as caught:
        nothing_raised(
            await page_sizes([A, B, C]),
            f"The connection to {B} was lost",
            "What becomes of aiohttp's error in your code?",
        )

    assert clock.elapsed == 1, (
        f"A download failed after 1 s, and that was known after {clock.elapsed:g} s. "
        "Which line of yours still waits when a download has failed?"
    )
    assert caught.type is aiohttp.ClientPayloadError
    await asyncio.sleep(1)  # What still waits for an answer hears that it is over.


@pytest.mark.real_web
@pytest.mark.parametrize(
    ("page", "instants", "what"),
    [
        ({}, [], "a success"),
        ({"status": 404}, [], "a bad status"),
        ({"ending": "reset"}, [], "a lost connection"),
        ({"latency": 9}, [2], "a cancellation"),
    ],
    ids=["success", "status", "lost", "cancelled"],
)
async def test_the_session_is_closed(web, page, instants, what):
    """However it ends, no session is open afterwards."""
    web.page(A, "x", latency=1)
    web.page(B, "x", **page)

    came = await outcome_of(page_sizes([A, B]), *instants)

    assert web.open_sessions == 0, (
        f"It ended after {what}, and the session was still open. Who closes it then?"
    )
    assert isinstance(came, asyncio.CancelledError) == bool(instants), (
        f"It was cancelled after 2 s, and this came out: {came!r}. "
        "Which error does your code catch?"
    )


@given(pages=st.dictionaries(st.integers(0, 9), st.tuples(st.binary(), latencies())))
async def test_any_pages_and_any_latencies(pages, web, clock):
    """It returns the sizes in order, and takes as long as the slowest page."""
    urls = [f"http://a.org/{name}" for name in pages]
    for url, (body, latency) in zip(urls, pages.values(), strict=True):
        web.page(url, body, latency=latency)

    sizes = await page_sizes(list(urls))

    expected = [len(body) for body, _ in pages.values()]
    assert sizes == list(zip(urls, expected, strict=True)), (
        f"The URLs were {urls}, the sizes {expected}, and this came back: {sizes}. "
        "What gives your list its order?"
    )
    slowest = max((seconds for _, seconds in pages.values()), default=0)
    assert clock.elapsed == slowest, (
        f"The slowest page took {slowest:g} s, and all of them {clock.elapsed:g} s. "
        "Which line waits before the next page has been asked for?"
    )
