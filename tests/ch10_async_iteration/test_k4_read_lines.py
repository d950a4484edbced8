"""Whatever the chunks are, the lines are the same."""

import asyncio
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancelled_at, items_from
from katas.ch10_async_iteration.k4_read_lines import read_lines


class Connection:
    """Its chunks arrive after a while; an exception among them is raised."""

    def __init__(self, *chunks, takes=0):
        self.receive = FakeService(takes=takes, name="receive")
        self._chunks = chunks
        self._left = iter((*chunks, "the end"))

    def __aiter__(self):
        return self

    async def __anext__(self):
        chunk = await self.receive(next(self._left))
        if chunk == "the end":
            raise StopAsyncIteration
        return chunk


def lines_of(chunks):
    """Return what `read_lines` returns, if `async for` takes it."""
    return items_from(read_lines, chunks)


async def read(*chunks):
    """Return all lines of some chunks."""
    return [line async for line in lines_of(Connection(*chunks))]


async def test_lines_come_out_of_chunks():
    """Lines are put together, and taken apart, wherever the chunks were cut."""
    lines = await read(b"GET /\nHo", b"st: a\n", b"\nbo", b"dy")

    assert lines == [b"GET /", b"Host: a", b"", b"body"]


async def test_a_chunk_may_hold_many_lines():
    """All lines of a chunk come out, in order."""
    assert await read(b"a\nb\nc\n", b"d\n") == [b"a", b"b", b"c", b"d"]


async def test_a_line_may_need_many_chunks():
    """A line that is spread over many chunks comes out in one piece."""
    assert await read(b"h", b"el", b"", b"l", b"o\nyou", b"\n") == [b"hello", b"you"]


async def test_an_empty_line_is_a_line():
    """Each newline ends a line, also an empty one."""
    assert await read(b"\n\na\n", b"\n", b"b\n\n") == [b"", b"", b"a", b"", b"b", b""]


async def test_the_last_line_may_have_no_newline():
    """What follows the last newline is a line, if it is not empty."""
    assert await read(b"a\nb") == [b"a", b"b"]
    assert await read(b"a\nb\n") == [b"a", b"b"]


async def test_there_may_be_nothing():
    """No chunks, or empty ones: no lines."""
    assert await read() == []
    assert await read(b"", b"") == []


async def test_only_a_newline_ends_a_line():
    """Other bytes are part of the line, also those that look like an end or a space."""
    lines = await read(b" a\r", b"\nb\rc\x0b\x0cd\x85 \n\r\n", b"\xff\x00\n\r")

    assert lines == [b" a\r", b"b\rc\x0b\x0cd\x85 ", b"\r", b"\xff\x00", b"\r"]


async def test_a_line_may_be_long():
    """A line may be longer than anybody's buffer."""
    lines = await read(*[b"x" * 50_000] * 20, b"y\nz")

    assert [len(line) for line in lines] == [1_000_001, 1]


async def test_a_line_comes_when_it_is_complete(clock):
    """A line is there as soon as its newline is."""
    connection = Connection(b"a\nb", b"b\nc\n", b"d", b"d", takes=1)

    times = [(line, clock.elapsed) async for line in lines_of(connection)]

    assert times == [(b"a", 1), (b"bb", 2), (b"c", 2), (b"dd", 5)], (
        "The chunks came at 1, 2, 3 and 4 s, and the end at 5 s. These lines came, at "
        f"these seconds: {times}. What is each of them waiting for?"
    )


async def test_no_chunk_is_asked_for_too_soon():
    """A chunk is asked for when there is no complete line left."""
    connection = Connection(b"a\nb\n", b"c\n", b"d\n")
    lines, received = lines_of(connection), []

    for _ in range(3):
        await anext(lines)
        await asyncio.sleep(1)
        received.append(len(connection.receive.calls))
    rest = [line async for line in lines]

    assert received == [1, 1, 2], (
        "The chunks hold two lines, one and one. The number of chunks received by the "
        f"first, the second and the third line: {received}. Which of them were needed?"
    )
    assert rest == [b"d"]


async def test_an_error_comes_after_the_complete_lines():
    """Lines that are complete come before an error; what is unfinished is lost."""
    error, lines = OSError("connection lost"), []

    async def collect():
        async for line in lines_of(Connection(b"a\nb\nc", error)):
            lines.append(line)

    with pytest.raises(OSError, match="lost") as caught:
        await collect()

    assert caught.value is error
    assert lines == [b"a", b"b"], (
        "After two lines and a part of one the connection was lost, and these lines "
        f"came out: {lines}. Which of them does the user know to be whole?"
    )


async def test_a_cancellation_comes_out(clock):
    """A user that is cancelled while it waits for a line hears of it, then."""

    async def collect():
        return [line async for line in lines_of(Connection(b"a\nb", b"c\n", takes=4))]

    task = await cancelled_at(collect(), 6)

    assert task.cancelled(), (
        "The user was cancelled at 6 s, and never heard of it. Where did the "
        "CancelledError end?"
    )
    assert clock.elapsed == 6


async def test_chunks_need_only_be_iterable():
    """They are looped over with `async for`, and nothing else is asked of them."""

    class Chunks:
        def __aiter__(self):
            return aiter(Connection(b"one\ntw", b"o"))

    lines = [line async for line in lines_of(Chunks())]

    assert lines == [b"one", b"two"]
    assert {type(line) for line in lines} == {bytes}


@given(
    content=st.lists(st.sampled_from([b"\n", b"a", b"\r", b"bc"])).map(b"".join),
    cuts=st.lists(st.integers(0, 20), max_size=6),
)
async def test_it_does_not_matter_where_the_chunks_are_cut(content, cuts):
    """However the same bytes are cut, the lines are the same."""
    at = [0, *sorted(cuts), len(content)]
    chunks = [content[a:b] for a, b in itertools.pairwise(at)]
    expected = content.removesuffix(b"\n").split(b"\n") if content else []

    assert await read(*chunks) == expected
