"""The file comes piece by piece, and is there whole or not at all."""

import asyncio
import builtins
import contextlib
import io
import threading

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import outcome_of
from katas.ch04_downloading.k7_save_file import save_file

URL = "http://a.org/film"


def nothing_raised(value, seen, question):
    """Say what came back in the place of an exception."""
    raise AssertionError(f"{seen}, and this came back: {value!r}. {question}")


class Disk:
    """Stands in for `open`: it knows the sizes of the writes, and their threads."""

    def __init__(self, real_open):
        self._open = real_open
        self.sizes = []
        self.on_the_loop = []
        self.before_opening = None
        self.has_opened = threading.Event()

    def open(self, file, mode="r", *args, **kwargs):
        """Open a file; those that are written are on record."""
        if mode[0] not in "wax":
            return self._open(file, mode, *args, **kwargs)
        self._note("open")
        is_first = not self.has_opened.is_set()
        if self.before_opening and is_first and not self.on_the_loop:
            self.before_opening()
        opened = self._open(file, mode, *args, **kwargs)
        self.has_opened.set()
        write = opened.write

        def noted(data):
            self.sizes.append(len(data))
            self._note("write")
            return write(data)

        opened.write = noted
        return opened

    def _note(self, what):
        if threading.current_thread() is threading.main_thread():
            self.on_the_loop.append(what)


@pytest.fixture
def disk(monkeypatch):
    """Put every file that is opened on record."""
    disk = Disk(builtins.open)
    monkeypatch.setattr(builtins, "open", disk.open)
    monkeypatch.setattr(io, "open", disk.open)
    return disk


@pytest.mark.real_web
async def test_the_file_has_what_was_sent(web, session, tmp_path):
    """The file has the bytes of the page, and their number is returned."""
    web.page(URL, [b"first ", b"second"], latency=1, body_latency=4)
    path = tmp_path / "film"

    size = await save_file(session, URL, path)

    assert (size, path.read_bytes()) == (12, b"first second"), (
        f"A page of 12 bytes was saved, {size!r} came back, and the file has "
        f"{path.read_bytes()!r}. What becomes of each piece in your code?"
    )
    assert not session.closed, "The session was closed. Who else may need it?"


async def test_an_older_file_is_replaced(web, session, tmp_path):
    """A file that was at `path` before is gone, also if it was longer."""
    web.page(URL, b"new")
    path = tmp_path / "film"
    path.write_bytes(b"old, and longer")

    await save_file(session, URL, path)

    assert (found := path.read_bytes()) == b"new", (
        f"b'new' was saved over an older file, now {found!r}. How is it opened?"
    )


@pytest.mark.real_web
async def test_two_files_are_saved_at_the_same_time(web, session, tmp_path):
    """Each file has its own page, whatever their names have in common."""
    a, b = tmp_path / "film.a", tmp_path / "film.b"
    for path in (a, b):
        web.page(f"{URL}/{path.name}", [path.name.encode()] * 2, body_latency=2)

    saves = (save_file(session, f"{URL}/{path.name}", path) for path in (a, b))
    came = await asyncio.gather(*map(outcome_of, saves))

    found = {path.name: path.read_bytes() for path in (a, b) if path.exists()}
    assert found == {"film.a": b"film.afilm.a", "film.b": b"film.bfilm.b"}, (
        f"film.a and film.b were saved at the same time, {came} came out, and these "
        f"files were there: {found}. Which files does your code write to?"
    )


async def test_no_write_is_larger_than_a_chunk(web, session, tmp_path, disk):
    """Large pages are written in pieces of at most `chunk` bytes."""
    web.page(URL, b"x" * 5000)

    await save_file(session, URL, tmp_path / "film", chunk=1000)

    assert max(disk.sizes, default=0) <= 1000, (
        f"A write had {max(disk.sizes)} bytes, where a chunk has 1000. "
        "How much of the file is in memory at the same time?"
    )


@pytest.mark.real_web
async def test_it_is_written_while_it_comes(web, session, tmp_path, clock, disk):
    """Progress is told after each write, when a piece has come."""
    web.page(URL, [b"x" * 100] * 3, body_latency=3)
    told, written = [], []

    def on_progress(number):
        told.append((clock.elapsed, number))
        written.append(sum(disk.sizes))

    await save_file(session, URL, tmp_path / "film", on_progress=on_progress)

    question = "When is a piece written?"
    if [second for second, _ in told] == [1, 2, 3]:
        question = "What does the number count?"
    assert told == [(1, 100), (2, 200), (3, 300)], (
        "100 bytes came after 1 s, 2 s and 3 s. These seconds and numbers were told: "
        f"{told}. {question}"
    )
    assert written == [100, 200, 300], (
        "100, 200 and 300 bytes were told to be written, and by then these numbers of "
        f"bytes had been: {written}. Which comes first?"
    )


async def test_the_loop_never_touches_the_disk(web, session, tmp_path, disk):
    """The file is opened and written in a thread."""
    web.page(URL, b"x" * 100)

    await save_file(session, URL, tmp_path / "film")

    assert disk.sizes, "No write() was seen. Which function of Python opens a file?"
    assert not disk.on_the_loop, (
        f"This was done on the event loop: {disk.on_the_loop}. "
        "Who waits while a slow disk works?"
    )


@pytest.mark.parametrize("status", [400, 503])
async def test_a_bad_status_makes_no_file(web, session, tmp_path, status):
    """A status of 400 or more raises, and there is no file."""
    web.page(URL, b"no such film", status=status)

    with pytest.raises(aiohttp.ClientResponseError):
        nothing_raised(
            await save_file(session, URL, tmp_path / "film"),
            f"The status was {status}",
            "Is an error page the file that was wanted?",
        )

    assert not (tmp_path / "film").exists(), (
        f"The status was {status}, and there is a file. When does your code open it?"
    )


@pytest.mark.real_web
async def test_nothing_is_left_of_a_broken_download(web, session, tmp_path):
    """Where the connection is lost, the older file is at `path`, or none."""
    web.page(URL, b"x" * 100, body_latency=2, ending="half-way")
    path = tmp_path / "film"
    path.write_bytes(b"old")

    with pytest.raises(aiohttp.ClientPayloadError):
        nothing_raised(
            await save_file(session, URL, path),
            "The connection was lost",
            "What becomes of aiohttp's error in your code?",
        )

    found = path.read_bytes() if path.exists() else b"old"
    assert found == b"old", (
        f"The connection was lost, and a file with {len(found)} bytes was left. "
        "Who removes it?"
    )


@pytest.mark.real_web
@pytest.mark.parametrize("times", [1, 2, 3])
async def test_nothing_is_left_of_a_cancelled_download(web, session, tmp_path, times):
    """However often it is cancelled, it leaves no half file, and nothing in flight."""
    web.page(URL, [b"x" * 100] * 9, body_latency=9)
    task = asyncio.create_task(save_file(session, URL, tmp_path / "film"))
    await asyncio.sleep(4.5)

    for _ in range(times):
        task.cancel()
        await asyncio.sleep(0)  # It cleans up, and is cancelled again meanwhile.
    await asyncio.wait([task])
    await asyncio.sleep(1)

    how = "once" if times == 1 else f"{times} times in a row"
    assert task.cancelled(), f"Cancelled {how}, it went on. Which error did it catch?"
    assert not (tmp_path / "film").exists(), (
        f"It was cancelled {how}, and a file was left. "
        + ("Who removes it?" if times == 1 else "Where can your clean-up be cut off?")
    )
    assert web.in_flight == 0, (
        f"It was cancelled {how}, and the response was still open afterwards. "
        "Who gives the connection back?"
    )


async def test_nothing_is_left_of_a_cancelled_opening(web, session, tmp_path, disk):
    """Cancelled while a thread opens the file, it leaves no half file."""
    web.page(URL, b"x" * 100)
    loop, goes_on = asyncio.get_running_loop(), threading.Event()
    task = asyncio.create_task(save_file(session, URL, tmp_path / "film"))

    async def cancel():
        task.cancel()
        for _ in range(20):
            await asyncio.sleep(0)
        goes_on.set()

    def before_opening():
        asyncio.run_coroutine_threadsafe(cancel(), loop)
        goes_on.wait(5)

    disk.before_opening = before_opening
    with contextlib.suppress(asyncio.CancelledError):
        await task
    await asyncio.to_thread(disk.has_opened.wait, 5)
    await asyncio.sleep(1)

    assert not (tmp_path / "film").exists(), (
        "It was cancelled while a thread was opening the file, and a file was left. "
        "What does a thread do when the task that waits for it is cancelled?"
    )


@pytest.mark.real_web
@pytest.mark.parametrize("error", [KeyError, ValueError])
async def test_nothing_is_left_where_the_progress_fails(web, session, tmp_path, error):
    """What `on_progress` raises comes out, and leaves no half file."""
    web.page(URL, [b"x" * 100] * 3, body_latency=3)

    def on_progress(written):
        if written == 200:
            raise error("the screen is broken")

    with pytest.raises(error):
        nothing_raised(
            await save_file(session, URL, tmp_path / "film", on_progress=on_progress),
            f"`on_progress` raised {error.__name__}",
            "What becomes of it?",
        )

    assert not (tmp_path / "film").exists(), (
        f"`on_progress` raised {error.__name__}, and half a file was left. "
        "Which lines does your clean-up look after?"
    )
    await asyncio.sleep(1)
    assert web.in_flight == 0, "The response was still open. Who gives it back?"


@pytest.mark.real_web
@given(pieces=st.lists(st.binary(max_size=8), max_size=3), chunk=st.integers(1, 10))
async def test_any_pieces_and_any_chunk(pieces, chunk, web, tmp_path):
    """However the server cuts the file, and whatever the chunk is, it comes whole."""
    web.page(URL, pieces, body_latency=len(pieces))
    told = [0]

    async with aiohttp.ClientSession() as session:
        size = await save_file(
            session, URL, tmp_path / "film", chunk=chunk, on_progress=told.append
        )

    found = (tmp_path / "film").read_bytes()
    assert found == b"".join(pieces), (
        f"The pieces were {pieces}, and the file has {found!r}. What becomes of each?"
    )
    assert size == told[-1] == len(found), (
        f"The file has {len(found)} bytes, {size!r} came back, and these numbers were "
        f"told: {told[1:]}. What do they count?"
    )
