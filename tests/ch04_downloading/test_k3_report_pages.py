"""The whole program: an ordinary function that downloads and prints."""

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import latencies, loops_of_this_test
from katas.ch04_downloading.k3_report_pages import report_pages

A, B, C = "http://a.org/", "http://b.org/", "http://c.org/"


def nothing_raised(_, seen, question):
    """Say that an exception did not come out."""
    raise AssertionError(f"{seen}, and nothing was raised. {question}")


def assert_all_is_closed(web, when):
    """Say what is still open: the session or the event loop."""
    loops = list(loops_of_this_test())
    assert loops, (
        f"{when}, and no event loop had been made. "
        "Which line of yours runs the downloads?"
    )
    assert web.open_sessions == 0, (
        f"{when}, and the session was still open. Who closes it?"
    )
    assert all(loop.is_closed() for loop in loops), (
        f"{when}, and an event loop was still open. Who closes it?"
    )


def test_it_prints_a_line_for_each_url(web, printed):
    """Each URL has a line, with the size of its page in bytes."""
    web.page(A, "12345")
    web.page(B, "hé")

    came = report_pages([A, B])

    assert printed.text, (
        f"Nothing was printed, and this came back: {came!r}. "
        "Which line of yours prints?"
    )
    assert printed.lines == [f"{A} is 5 bytes long", f"{B} is 3 bytes long"], (
        f"{A} says '12345', and {B} says 'hé', which is 3 bytes in utf-8. These lines "
        f"were printed: {printed.lines}. Where do their numbers come from?"
    )


def test_no_urls_no_lines(web, printed):
    """Without URLs nothing is printed."""
    report_pages([])

    assert printed.text == "", (
        f"There were no URLs, and this was printed: {printed.text!r}. "
        "Which line prints it?"
    )


def test_the_lines_come_in_the_order_of_the_urls(web, printed):
    """The slowest page does not change the order."""
    web.page(A, "a", latency=2)
    web.page(B, "bb", latency=3)
    web.page(C, "ccc", latency=1)

    report_pages([A, B, C])

    sizes = [(A, 1), (B, 2), (C, 3)]
    assert printed.lines == [f"{url} is {n} bytes long" for url, n in sizes], (
        f"The URLs were {A}, {B} and {C}. Their pages came after 2, 3 and 1 s. These "
        f"lines were printed: {printed.lines}. What gives them their order?"
    )


def test_a_url_may_come_twice(web, printed):
    """A URL that comes twice has two lines."""
    web.page(A, "a")
    web.page(B, "bb")

    report_pages([A, B, A])

    sizes = [(A, 1), (B, 2), (A, 1)]
    assert printed.lines == [f"{url} is {n} bytes long" for url, n in sizes], (
        f"The URLs were {A}, {B} and again {A}. These lines were printed: "
        f"{printed.lines}. What does your code do with a URL that comes again?"
    )


def test_all_is_closed_in_the_end(web):
    """There is one session; it is closed, and so is the event loop."""
    web.page(A, "x")
    web.page(B, "x")

    report_pages([A, B])

    assert web.sessions_made == 1, (
        f"{web.sessions_made} sessions were made for 2 URLs. "
        "Who could share the connections?"
    )
    assert_all_is_closed(web, "Two pages were reported")


def test_the_pages_are_downloaded_together(web, clock):
    """The whole takes as long as the slowest page."""
    for url, latency in ((A, 1), (B, 3), (C, 2)):
        web.page(url, "x", latency=latency)

    report_pages([A, B, C])

    assert clock.elapsed == 3, (
        f"Pages that take 1, 3 and 2 s were reported after {clock.elapsed:g} s. "
        "Which line waits before the next page has been asked for?"
    )


def test_many_pages_are_downloaded_together(web, clock):
    """All of them are asked for at once, however many there are."""
    urls = [f"http://a.org/{number}" for number in range(60)]
    for url in urls:
        web.page(url, "x", latency=1)

    report_pages(list(urls))

    assert clock.elapsed == 1, (
        f"60 pages that take 1 s each were reported after {clock.elapsed:g} s; "
        f"{web.peak} was the most at a time. Who makes a page wait for another one?"
    )


@pytest.mark.parametrize("status", [400, 503])
def test_nothing_is_printed_where_a_download_fails(web, printed, status):
    """A bad status raises, and no line was printed before."""
    web.page(A, "fine")
    web.page(B, "bad", status=status, latency=2)

    with pytest.raises(aiohttp.ClientResponseError):
        nothing_raised(
            report_pages([A, B]),
            f"{B} had the status {status}, these lines were printed: {printed.lines}",
            "Which line of yours looks at the status?",
        )

    is_early = printed.lines == [f"{A} is 4 bytes long"]
    assert printed.text == "", (
        f"{A} was there at once, {B} failed after 2 s, and this was printed: "
        f"{printed.lines}. "
        + ("When is it known that nothing fails?" if is_early else "Who prints that?")
    )


def test_two_may_fail_at_the_same_moment(web):
    """Where two fail at the same moment, one of their errors is raised, by itself."""
    for url in (A, B):
        web.page(url, "an error page", status=503, latency=1)

    try:
        came = report_pages([A, B])
    except NotImplementedError:
        raise
    except Exception as error:
        came = error

    assert isinstance(came, aiohttp.ClientResponseError), (
        f"{A} and {B} had the status 503, both after 1 s, and this came out: "
        f"{came!r}. How many errors does your code expect?"
    )


@pytest.mark.real_web
@pytest.mark.parametrize(
    ("page", "what"),
    [({"status": 404}, "had the status 404"), ({"ending": "reset"}, "was lost")],
    ids=["status", "lost"],
)
def test_all_is_closed_after_a_failure(web, page, what):
    """A failure comes out, and leaves no session and no event loop open."""
    web.page(A, "fine")
    web.page(B, "bad", **page)

    with pytest.raises(aiohttp.ClientError):
        nothing_raised(
            report_pages([A, B]),
            f"{B} {what}",
            "What becomes of aiohttp's error in your code?",
        )

    assert_all_is_closed(web, f"{B} {what}")


@given(pages=st.lists(st.tuples(st.binary(max_size=9), latencies()), max_size=5))
def test_any_pages_and_any_latencies(pages, web, printed, clock):
    """The lines are those of a program that downloads one page after another."""
    urls = [f"http://a.org/{number}" for number in range(len(pages))]
    for url, (body, latency) in zip(urls, pages, strict=True):
        web.page(url, body, latency=latency)

    report_pages(list(urls))

    sizes = [len(body) for body, _ in pages]
    lines = [f"{url} is {n} bytes long" for url, n in zip(urls, sizes, strict=True)]
    assert printed.lines == lines, (
        f"The URLs were {urls}, the sizes {sizes}, and these lines were printed: "
        f"{printed.lines}. What gives them their order?"
    )
    slowest = max((latency for _, latency in pages), default=0)
    assert clock.elapsed == slowest, (
        f"The slowest page took {slowest:g} s, and all of them {clock.elapsed:g} s. "
        "Which line waits before the next page has been asked for?"
    )
