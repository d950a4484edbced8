"""The whole program: an ordinary function that downloads and prints."""

import asyncio

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import latencies, loops_of_this_test
from katas.ch04_downloading.k3_report_pages import report_pages

A, B, C = "http://a.org/", "http://b.org/", "http://c.org/"


def assert_lines(printed, *expected, seen):
    """Say what was to be printed, and what was."""
    assert printed.lines == list(expected), (
        f"{seen} These lines were printed: {printed.lines}. "
        "Where do they come from, and what gives them their order?"
    )


def test_it_prints_a_line_for_each_url(web, printed):
    """Each URL has a line, with the size of its page in bytes."""
    web.page(A, "12345")
    web.page(B, "hé")

    report_pages([A, B])

    lines = f"{A} is 5 bytes long", f"{B} is 3 bytes long"
    assert_lines(printed, *lines, seen="The pages have 5 and 3 bytes.")


def test_no_urls_no_lines(web, printed):
    """Without URLs nothing is printed."""
    report_pages([])

    assert printed.text == ""


def test_the_lines_come_in_the_order_of_the_urls(web, printed):
    """The slowest page does not change the order."""
    web.page(A, "a", latency=3)
    web.page(B, "b", latency=1)

    report_pages([A, B])

    lines = f"{A} is 1 bytes long", f"{B} is 1 bytes long"
    assert_lines(printed, *lines, seen=f"{A} was there after 3 s, {B} after 1 s.")


def test_a_url_may_come_twice(web, printed):
    """A URL that comes twice has two lines."""
    web.page(A, "a")
    web.page(B, "bb")

    report_pages([A, B, A])

    first, second = f"{A} is 1 bytes long", f"{B} is 2 bytes long"
    seen = f"The URLs were {A}, {B} and again {A}."
    assert_lines(printed, first, second, first, seen=seen)


def test_the_pages_are_downloaded_together(web, clock):
    """The whole takes as long as the slowest page."""
    for url, latency in ((A, 1), (B, 3), (C, 2)):
        web.page(url, "x", latency=latency)

    report_pages([A, B, C])

    assert clock.elapsed == 3, (
        f"Pages that take 1, 3 and 2 s were reported after {clock.elapsed:g} s. "
        "Which line waits before the next page has been asked for?"
    )


@pytest.mark.parametrize("status", [404, 503])
def test_nothing_is_printed_where_a_download_fails(web, printed, status):
    """A bad status raises, and no line was printed before."""
    web.page(A, "fine")
    web.page(B, "bad", status=status, latency=2)

    with pytest.raises(aiohttp.ClientResponseError):
        report_pages([A, B])

    assert printed.text == "", (
        "One page was there at once, the other failed after 2 s, and something was "
        "printed. When is it known that nothing fails?"
    )


def test_it_cleans_up(web):
    """There is one session and one loop, and both are closed."""
    web.page(A, "x")
    web.page(B, "x")

    report_pages([A, B])

    loops = list(loops_of_this_test())
    assert web.sessions_made == 1, (
        f"{web.sessions_made} sessions were made for 2 URLs. "
        "Who could share the connections?"
    )
    assert web.open_sessions == 0, "The session was still open. Who closes it?"
    assert len(loops) == 1, f"{len(loops)} event loops were made. How many are needed?"
    assert loops[0].is_closed(), "The event loop was still open. Who closes it?"
    with pytest.raises(RuntimeError) as caught:
        asyncio.get_running_loop()
    assert "no running" in str(caught.value)


@given(pages=st.lists(st.tuples(st.binary(max_size=9), latencies()), max_size=5))
def test_any_pages_and_any_latencies(pages, web, printed, clock):
    """The lines are those of a program that downloads one page after another."""
    urls = [f"http://a.org/{number}" for number in range(len(pages))]
    for url, (body, latency) in zip(urls, pages, strict=True):
        web.page(url, body, latency=latency)

    report_pages(urls)

    sizes = [len(body) for body, _ in pages]
    lines = [f"{url} is {n} bytes long" for url, n in zip(urls, sizes, strict=True)]
    assert_lines(printed, *lines, seen=f"The URLs were {urls}, the sizes {sizes}.")
    slowest = max((latency for _, latency in pages), default=0)
    assert clock.elapsed == slowest, (
        f"The slowest page took {slowest:g} s, and all of them {clock.elapsed:g} s. "
        "Which line waits before the next page has been asked for?"
    )
