"""The file comes piece by piece, and is there whole or not at all."""

import asyncio
import builtins
import io
import itertools
import threading

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from katas.ch04_downloading.k7_save_file import save_file

URL = "http://a.org/film"


class Disk:
    """Stands in for `open`: it knows the sizes of the writes, and their threads."""

    def __init__(self, real_open):
        self._open = real_open
        self.sizes = []
        self.on_the_loop = []

    def open(self, file, mode="r", *args, **kwargs):
        """Open a file; those that are written are on record."""
        opened = self._open(file, mode, *args, **kwargs)
        if mode[0] in "wax":
            self._note("open")
            return Writer(opened, self)
        return opened

    def note_write(self, size):
        """Take down one write."""
        self._note("write")
        self.sizes.append(size)

    def _note(self, what):
        if threading.current_thread() is threading.main_thread():
            self.on_the_loop.append(what)


class Writer:
    """A file that is written, on record."""

    def __init__(self, file, disk):
        self._file = file
        self._disk = disk

    def write(self, data):
        """Write, and tell the disk."""
        self._disk.note_write(len(data))
        return self._file.write(data)

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()


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

    assert await save_file(session, URL, path) == 12
    assert path.read_bytes() == b"first second"


async def test_an_empty_file_is_a_file(web, session, tmp_path):
    """A page without a body makes an empty file."""
    web.page(URL, b"")
    path = tmp_path / "film"

    assert await save_file(session, URL, path) == 0
    assert path.read_bytes() == b""


async def test_an_older_file_is_replaced(web, session, tmp_path):
    """A file that was at `path` before is gone, also if it was longer."""
    web.page(URL, b"new")
    path = tmp_path / "film"
    path.write_bytes(b"old, and longer")

    assert await save_file(session, URL, path) == 3
    found = path.read_bytes()
    assert found == b"new", (
        f"There was an older file, b'new' was downloaded, and the file has {found!r} "
        "now. How does your code open it?"
    )


async def test_no_write_is_larger_than_a_chunk(web, session, tmp_path, disk):
    """Large pages are written in pieces of at most `chunk` bytes."""
    web.page(URL, b"x" * 5000)

    await save_file(session, URL, tmp_path / "film", chunk=1000)

    assert max(disk.sizes) <= 1000, (
        f"A write had {max(disk.sizes)} bytes, where a chunk has 1000. "
        "How much of the file is in memory at the same time?"
    )
    assert sum(disk.sizes) == 5000


@pytest.mark.real_web
async def test_it_is_written_while_it_comes(web, session, tmp_path, clock):
    """Progress is told as the pieces come, with the bytes so far."""
    web.page(URL, [b"x" * 100] * 3, body_latency=3)
    told = []

    def on_progress(written):
        told.append((clock.elapsed, written))

    await save_file(session, URL, tmp_path / "film", on_progress=on_progress)

    numbers = [written for _, written in told]
    assert numbers == [100, 200, 300], (
        f"3 times 100 bytes came, and these numbers were told: {numbers}. "
        "What does the number count?"
    )
    assert told == [(1, 100), (2, 200), (3, 300)], (
        f"100 bytes came after 1, 2 and 3 s, and this was told: {told}. "
        "When is a piece written?"
    )


@pytest.mark.real_web
async def test_progress_comes_after_the_write(web, session, tmp_path, disk):
    """What is told has been written already."""
    web.page(URL, [b"x" * 100] * 3)
    told = []

    def on_progress(written):
        told.append((written, sum(disk.sizes)))

    await save_file(session, URL, tmp_path / "film", on_progress=on_progress)

    assert told, "No progress was told."
    assert all(number == written for number, written in told), (
        f"This was told, and this was written by then: {told}. Which comes first?"
    )


async def test_the_loop_never_touches_the_disk(web, session, tmp_path, disk):
    """The file is opened and written in a thread."""
    web.page(URL, b"x" * 100)

    await save_file(session, URL, tmp_path / "film")

    assert disk.sizes, "Nothing was written through open()."
    assert not disk.on_the_loop, (
        f"This was done on the event loop: {disk.on_the_loop}. "
        "Who waits while a slow disk works?"
    )


@pytest.mark.parametrize("status", [404, 503])
async def test_a_bad_status_makes_no_file(web, session, tmp_path, status):
    """A status of 400 or more raises, and there is no file."""
    web.page(URL, b"no such film", status=status)

    with pytest.raises(aiohttp.ClientResponseError):
        await save_file(session, URL, tmp_path / "film")

    names = [path.name for path in tmp_path.iterdir()]
    assert names == [], (
        f"The status was {status}, and these files are there: {names}. "
        "When does your code open the file?"
    )


@pytest.mark.real_web
async def test_nothing_is_left_of_a_broken_download(web, session, tmp_path):
    """Where the connection is lost, there is no file, and the error comes out."""
    web.page(URL, b"x" * 100, body_latency=2, ending="half-way")

    with pytest.raises(aiohttp.ClientPayloadError):
        await save_file(session, URL, tmp_path / "film")

    assert not (tmp_path / "film").exists(), (
        "The connection was lost, and half a file was left. Who removes it?"
    )


@pytest.mark.real_web
async def test_nothing_is_left_of_a_cancelled_download(web, session, tmp_path):
    """A caller that is cancelled leaves no file, and nothing in flight."""
    web.page(URL, [b"x" * 100] * 9, body_latency=9)
    task = asyncio.create_task(save_file(session, URL, tmp_path / "film"))
    await asyncio.sleep(4.5)

    task.cancel()
    await asyncio.wait([task])

    assert task.cancelled(), "It was cancelled, and went on. Which error did it catch?"
    assert not (tmp_path / "film").exists(), (
        "It was cancelled, and half a file was left. "
        "For which exceptions does your code clean up?"
    )
    await asyncio.sleep(1)
    assert web.in_flight == 0


@pytest.mark.real_web
async def test_nothing_is_left_where_the_progress_fails(web, session, tmp_path):
    """Whatever is raised, also by `on_progress`, leaves no file."""
    web.page(URL, [b"x" * 100] * 3, body_latency=3)

    def on_progress(written):
        if written == 200:
            raise ValueError("the screen is broken")

    with pytest.raises(ValueError):
        await save_file(session, URL, tmp_path / "film", on_progress=on_progress)

    assert not (tmp_path / "film").exists(), (
        "`on_progress` failed, and half a file was left. "
        "For which exceptions does your code clean up?"
    )
    await asyncio.sleep(1)
    assert web.in_flight == 0


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

    assert (tmp_path / "film").read_bytes() == b"".join(pieces)
    assert size == told[-1] == sum(map(len, pieces))
    assert all(0 < new - old <= chunk for old, new in itertools.pairwise(told))
