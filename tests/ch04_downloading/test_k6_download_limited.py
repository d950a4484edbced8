"""As many as allowed, never more, never fewer than there could be."""

import asyncio
import heapq

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import latencies, outcome_of
from katas.ch04_downloading.k6_download_limited import download_limited

URLS = tuple(f"http://a.org/{number}" for number in range(6))


def nothing_raised(value, seen, question):
    """Say what came back in the place of an exception."""
    raise AssertionError(f"{seen}, and this came back: {value!r}. {question}")


async def test_it_returns_the_sizes(web, session):
    """Each URL has the size of its page, in the order of the URLs."""
    for url, body, latency in zip(URLS[:3], ["1", "22", "é"], [4, 2, 1], strict=True):
        web.page(url, body, latency=latency)

    sizes = await download_limited(session, list(URLS[:3]), 2)

    question = "What gives your dict its order?"
    if sizes != dict(zip(URLS[:3], [1, 2, 2], strict=True)):
        question = "What does your code count?"
    assert list(sizes.items()) == list(zip(URLS[:3], [1, 2, 2], strict=True)), (
        f"The pages, of 1, 2 and 2 bytes, take 4, 2 and 1 s: {', '.join(URLS[:3])}. "
        f"This came back: {sizes}. {question}"
    )


async def test_the_given_session_is_used(web, session):
    """Only the session that is given is used, and it stays open."""
    web.page(URLS[0], "x")

    await download_limited(session, [URLS[0]], 2)

    assert web.sessions_made == 1, (
        f"{web.sessions_made} sessions were made, where one was given. "
        "What is a session for?"
    )
    assert not session.closed, "The session was closed. Who else may need it?"


async def test_no_urls_no_sizes(session):
    """Without URLs the dict is empty."""
    sizes = await download_limited(session, [], 3)

    assert sizes == {}, (
        f"There were no URLs, and this came back: {sizes!r}. "
        "Which line of yours needs at least one URL?"
    )


@pytest.mark.parametrize("limit", [1, 2, 4])
async def test_no_more_than_the_limit(web, session, limit):
    """No more requests are open than the limit allows."""
    for url in URLS:
        web.page(url, "x", latency=1)

    await download_limited(session, list(URLS), limit)

    assert web.peak <= limit, (
        f"The limit was {limit}, and the most requests at a time were {web.peak}. "
        "Who has to wait, and where?"
    )


@pytest.mark.parametrize("limit", [2, 4])
async def test_as_many_as_the_limit_allows(web, session, limit):
    """As many requests are open as the limit allows."""
    for url in URLS:
        web.page(url, "x", latency=1)

    await download_limited(session, list(URLS), limit)

    assert web.peak == limit, (
        f"The limit was {limit}, and the most requests at a time were {web.peak}. "
        "What does the next one wait for?"
    )


@pytest.mark.real_web
async def test_a_body_counts_too(web, session):
    """A request is open until its body has been read."""
    for url in URLS:
        web.page(url, "x", latency=1, body_latency=3)

    await download_limited(session, list(URLS), 2)

    assert web.peak == 2, (
        f"The limit was 2, and the most requests at a time were {web.peak}. The "
        "headers come after 1 s, the body 3 s later. When is a request over?"
    )


async def test_a_free_slot_is_used_at_once(web, session, clock):
    """When one download is done, the next one begins at once."""
    for url, latency in zip(URLS[:4], [5, 1, 1, 3], strict=True):
        web.page(url, "x", latency=latency)

    await download_limited(session, list(URLS[:4]), 2)

    assert clock.elapsed == 5, (
        "Pages that take 5, 1, 1 and 3 s, two at a time, fit into 5 s; it took "
        f"{clock.elapsed:g} s. When could the third one have begun?"
    )


async def test_they_begin_in_order(web, session):
    """The requests begin in the order of the URLs."""
    for url in URLS:
        web.page(url, "x", latency=1)

    await download_limited(session, list(URLS), 2)

    assert web.urls == list(URLS), (
        f"The URLs were {', '.join(URLS)}, and the requests were made in this order: "
        f"{', '.join(web.urls)}. Who decides in your code which one is next?"
    )


@pytest.mark.parametrize("status", [400, 503])
async def test_a_bad_status_raises(web, session, status):
    """A status of 400 or more raises ClientResponseError."""
    web.page(URLS[0], "x", status=status)

    with pytest.raises(aiohttp.ClientResponseError):
        nothing_raised(
            await download_limited(session, [URLS[0]], 2),
            f"The status was {status}",
            "Is an error page a page?",
        )

    assert not session.closed, (
        f"The status was {status}, and the session was closed. Who else may need it?"
    )


@pytest.mark.real_web
async def test_two_may_fail_at_the_same_moment(web):
    """Where two fail at the same moment, one of their errors is raised, by itself."""
    for url in URLS[:2]:
        web.page(url, "x", status=503, latency=1)
    tasks, trace = set(), aiohttp.TraceConfig()

    async def keep_task(*_):
        tasks.add(asyncio.current_task())

    trace.on_request_start.append(keep_task)

    async with aiohttp.ClientSession(trace_configs=[trace]) as session:
        came = await outcome_of(download_limited(session, list(URLS[:2]), 2))
        await asyncio.gather(*tasks, return_exceptions=True)  # The other may be lost.

    assert isinstance(came, aiohttp.ClientResponseError), (
        "Two pages had the status 503, both after 1 s, and this came out: "
        f"{came!r}. How many errors does your code expect?"
    )


@pytest.mark.real_web
async def test_a_failure_need_not_wait_for_others(web, session):
    """A failure comes out also where other downloads have not begun yet."""
    web.page(URLS[0], "x", status=500, latency=1, body_latency=5)
    for url in URLS[1:3]:
        web.page(url, "x", latency=1)

    with pytest.raises(aiohttp.ClientResponseError):
        await download_limited(session, list(URLS[:3]), 1)

    await asyncio.sleep(9)  # The others may go on.
    assert web.peak == 1, (
        f"The limit was 1, the first page had the status 500, and {web.peak} requests "
        "were open at the same time. When is a request over whose status is bad?"
    )


@pytest.mark.real_web
@given(waits=st.lists(latencies(20), max_size=8), limit=st.integers(1, 5))
async def test_any_latencies_and_any_limit(waits, limit, web, clock):
    """It takes as long as that many queues at that many counters."""
    urls = [f"http://a.org/{number}" for number in range(len(waits))]
    for url, latency in zip(urls, waits, strict=True):
        web.page(url, url, latency=latency / 2, body_latency=latency / 2)

    async with aiohttp.ClientSession() as session:
        sizes = await download_limited(session, list(urls), limit)

    counters = [0.0] * limit
    for latency in waits:
        heapq.heappush(counters, heapq.heappop(counters) + latency)
    assert sizes == {url: len(url) for url in urls}, (
        f"Each page has as many bytes as its URL, and this came back: {sizes}. "
        "What does your code count?"
    )
    assert web.peak <= limit, (
        f"The limit was {limit}, and the most requests at a time were {web.peak}. "
        "Who has to wait, and where?"
    )
    assert clock.elapsed == max(counters), (
        f"{len(waits)} pages, {limit} at a time, fit into {max(counters):g} s; it took "
        f"{clock.elapsed:g} s. When does the next request begin?"
    )
