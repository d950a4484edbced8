"""Whatever the chunks are, the lines are the same."""

import asyncio
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, items_from, outcome_of
from katas.ch10_async_iteration.k4_read_lines import read_lines


class Fatal(BaseException):
    """An exception that is no Exception."""


class Connection:
    """Its chunks arrive after a while; an exception among them is raised."""

    def __init__(self, *chunks, takes=0):
        self.receive = FakeService(takes=takes, name="receive")
        self._left = iter(chunks)

    def __aiter__(self):
        return self

    async def __anext__(self):
        chunk = await self.receive(next(self._left, "the end"))
        if chunk == "the end":
            raise StopAsyncIteration
        return chunk


async def read(connection, lines=None):
    """Return all lines of a connection; more than a hundred are too many."""
    lines = [] if lines is None else lines
    async for line in items_from(read_lines, connection):
        lines.append(line)
        assert len(lines) <= 100, (
            f"It does not end. The last lines were {lines[-3:]}. "
            "Which line of yours ends the loop?"
        )
    return lines


async def check(chunks, expected, question):
    """Assert that some chunks give these lines; what came may suggest the question."""
    lines = await read(Connection(*chunks))
    if lines[-1:] == [None]:
        question = "Which `yield` hands over a None?"
    elif not all(isinstance(line, bytes) for line in lines):
        question = "Of which type is what you yield?"
    elif any(b"\n" in line for line in lines):
        question = "Where does a line end?"
    elif lines in ([*expected, b""], expected[:-1]):
        question = "What is left at the end, and is it a line?"
    elif [*filter(None, lines)] == [*filter(None, expected)]:
        question = "How many newlines do the chunks have?"
    right = lines == expected and all(isinstance(line, bytes) for line in lines)
    assert right, f"The chunks {chunks} gave {lines}. {question}"


async def test_lines_come_out_of_chunks():
    """Lines are put together, and taken apart, wherever the chunks were cut."""
    chunks = [b"GET /\nHo", b"st: a\n", b"\nbo", b"dy"]
    expected = [b"GET /", b"Host: a", b"", b"body"]

    await check(chunks, expected, "What is left of a chunk after its last newline?")


async def test_a_chunk_may_hold_many_lines():
    """All lines of a chunk come out, in order."""
    expected = [b"a", b"b", b"c", b"d"]

    await check([b"a\nb\nc\n", b"d\n"], expected, "Which lines does one chunk give?")


async def test_a_line_may_need_many_chunks():
    """A line that is spread over many chunks comes out in one piece."""
    chunks = [b"h", b"el", b"", b"l", b"o\nyou", b"\n"]

    await check(chunks, [b"hello", b"you"], "When is a line complete?")


async def test_an_empty_line_is_a_line():
    """Each newline ends a line, also an empty one."""
    expected = [b"", b"", b"a", b"", b"b", b""]

    await check([b"\n\na\n", b"\n", b"b\n\n"], expected, "When is a line complete?")


@pytest.mark.parametrize("text", [b"a\nb", b"a\nb\n"], ids=["without", "with"])
async def test_the_last_line_may_have_no_newline(text):
    """What follows the last newline is a line, if it is not empty."""
    await check([text], [b"a", b"b"], "What is left at the end, and is it a line?")


@pytest.mark.parametrize("chunks", [[], [b"", b""]], ids=["no chunk", "empty chunks"])
async def test_there_may_be_nothing(chunks):
    """No chunks, or empty ones: no lines."""
    await check(chunks, [], "What is left at the end, and is it a line?")


async def test_only_a_newline_ends_a_line():
    """Other bytes are part of the line, also those that look like an end or a space."""
    chunks = [b" a\r", b"\nb\rc\x0b\x0cd\x85 \n\r\n", b"\xff\x00\n\r"]
    expected = [b" a\r", b"b\rc\x0b\x0cd\x85 ", b"\r", b"\xff\x00", b"\r"]

    await check(chunks, expected, "Which bytes end a line for your code?")


async def test_a_line_may_be_long():
    """A line may be longer than anybody's buffer."""
    lines = await read(Connection(*[b"x" * 50_000] * 60, b"y\nz"))

    sizes = [len(line) for line in lines]
    assert sizes == [3_000_001, 1], (
        f"There was a line of 3000001 bytes, and one of 1 byte. {sizes} came out. "
        "How long may a line be for your code?"
    )


async def test_a_line_comes_when_it_is_complete(clock):
    """A line is there as soon as its newline is."""
    connection = Connection(b"a\nb", b"b\nc\n", b"d", b"d", takes=1)

    times = [(ln, clock.elapsed) async for ln in items_from(read_lines, connection)]

    assert times == [(b"a", 1), (b"bb", 2), (b"c", 2), (b"dd", 5)], (
        "The chunks came at 1, 2, 3 and 4 s, and the end at 5 s. These lines came, at "
        f"these seconds: {times}. What is each of them waiting for?"
    )


async def test_no_chunk_is_asked_for_too_soon():
    """A chunk is asked for when there is no complete line left."""
    connection = Connection(b"a\nb\n", b"c\n", b"d\n")
    lines, received = items_from(read_lines, connection), []

    for _ in range(3):
        received.append(len(connection.receive.calls))
        await anext(lines)
        await asyncio.sleep(1)
        received.append(len(connection.receive.calls))
    async for _ in lines:
        pass

    assert received == [0, 1, 1, 1, 1, 2], (
        "The chunks hold two lines, one and one. Before and after each of three lines, "
        f"this many chunks had been received: {received}. Which of them were needed?"
    )


@pytest.mark.parametrize("kind", [OSError, EOFError, asyncio.CancelledError, Fatal])
async def test_an_error_comes_after_the_complete_lines(kind):
    """Lines that are complete come before an error; what is unfinished is lost."""
    error, lines = kind("connection lost"), []

    outcome = await outcome_of(read(Connection(b"a\nb\nc", error), lines))

    assert lines == [b"a", b"b"], (
        "After two lines and a part of one the connection was lost, and these lines "
        f"came out: {lines}. Which of them does the user know to be whole?"
    )
    assert outcome is error or kind is type(outcome) is asyncio.CancelledError, (
        f"After two lines the chunks raised {error!r}, and this came out: {outcome!r}. "
        "What does your code do with an exception?"
    )


async def test_a_cancellation_is_heard(clock):
    """A user that is cancelled while it waits for a chunk hears of it at once."""
    lines = []

    outcome = await outcome_of(read(Connection(b"a\nb", b"c\n", takes=2), lines), 3)

    assert (lines, type(outcome)) == ([b"a"], asyncio.CancelledError), (
        "The chunks b'a\\nb' and b'c\\n' came at 2 and 4 s. The user was cancelled at "
        f"3 s, got the lines {lines}, and this came out: {outcome!r}. "
        "Where did the CancelledError end?"
    )
    assert clock.elapsed == 3, (
        "The user was cancelled at 3 s, while it waited for a chunk, and ended at "
        f"{clock.elapsed:g} s. What does your code still wait for?"
    )


async def test_chunks_need_only_be_iterable():
    """They are looped over with `async for`, and nothing else is asked of them."""

    class Chunks:
        def __aiter__(self):
            return aiter(Connection(b"one\ntw", b"o"))

    lines = await read(Chunks())

    assert lines == [b"one", b"two"], (
        f"The chunks b'one\\ntw', b'o' gave {lines}. What do you ask of the chunks?"
    )


@given(
    content=st.lists(st.sampled_from([b"\n", b"a", b"\r", b"bc"])).map(b"".join),
    cuts=st.lists(st.integers(0, 20), max_size=6),
)
async def test_it_does_not_matter_where_the_chunks_are_cut(content, cuts):
    """However the same bytes are cut, the lines are the same."""
    at = [0, *sorted(cuts), len(content)]
    chunks = [content[a:b] for a, b in itertools.pairwise(at)]
    expected = content.removesuffix(b"\n").split(b"\n") if content else []

    await check(chunks, expected, "Which of them are missing, or too many?")
