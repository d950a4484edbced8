"""`kata demo`: what asyncio is good for, on this machine.

A real server on the loopback interface has 100 pages, each of which takes 100 ms. Your
own `page_sizes` (chapter 4) downloads them one after another, and then all together.
"""

import asyncio
import contextlib
import importlib
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

from aiohttp import web

from dojo import shown
from dojo.course.kata import Kata
from dojo.guard.run import Guard
from dojo.judge.process import judge
from dojo.pytest_plugin.importer import Answers
from dojo.report import drawing, wording
from dojo.report.verdict import Status
from dojo.virtual.timeline import Bar, Timeline

KATA = Kata("ch04_downloading", "k2_page_sizes")
PAGES = 100
SECONDS_FOR_A_PAGE = 0.1

PageSizes = Callable[[Sequence[str]], Awaitable[list[tuple[str, int]]]]


class NotSolved(Exception):
    """The kata is not solved yet, so there is nothing to show."""


def show(folder: Path) -> None:
    """Download the pages in both ways; print the times, the pictures and the ratio.

    Args:
        folder: where the answer lies, laid out like `katas/`.

    Raises:
        NotSolved: it is not right; the text says what to do.
    """
    answer = shown(folder / KATA.file)
    # A wrong answer would have nothing to show, or never come to an end.
    verdict = judge(KATA, folder)
    if verdict.status is not Status.SOLVED:
        raise NotSolved(
            f"{answer} is not solved yet ({verdict.status}). "
            "Solve it first, or see ours: kata demo --solutions"
        )
    page_sizes = _page_sizes_in(Answers(folder, Guard()))
    print(f"{PAGES} pages that take {SECONDS_FOR_A_PAGE:g} s each, downloaded by")
    about = PAGES * SECONDS_FOR_A_PAGE
    print(f"{answer}. The first way takes about {about:.0f} s.\n", flush=True)
    slow, fast = measure(page_sizes)
    _show_way("one after another", *slow)
    _show_way("all together", *fast)
    print(f"all together is {slow[0] / fast[0]:.0f} times faster")


def measure(page_sizes: PageSizes) -> tuple[tuple[float, str], tuple[float, str]]:
    """Measure both ways.

    Args:
        page_sizes: the answer to the kata.

    Returns:
        The real seconds and the picture, one after another and all together.
    """
    return asyncio.run(_measure(page_sizes))


async def _measure(
    page_sizes: PageSizes,
) -> tuple[tuple[float, str], tuple[float, str]]:
    record = _Record()
    async with _serving(record) as urls:
        # What has to be imported first, and so on, is no part of the measurement.
        await page_sizes(urls[:1])
        record.reset()
        for url in urls:
            await page_sizes([url])
        slow = record.result()
        record.reset()
        await page_sizes(urls)
        return slow, record.result()


class _Record:
    """What the server sees, in real time."""

    def reset(self) -> None:
        """Forget what was, and begin at 0."""
        self._began = time.perf_counter()
        self._timeline = Timeline()

    def result(self) -> tuple[float, str]:
        """Return the seconds since the beginning, and the picture."""
        return self._elapsed(), drawing.picture(self._timeline)

    async def answer(self, request: web.BaseRequest) -> web.Response:
        """Serve a page, after a while."""
        bar = Bar(request.path, self._elapsed())
        self._timeline.bars.append(bar)
        await asyncio.sleep(SECONDS_FOR_A_PAGE)
        bar.end("answered", self._elapsed())
        return web.Response(text=request.path)

    def _elapsed(self) -> float:
        return time.perf_counter() - self._began


@contextlib.asynccontextmanager
async def _serving(record: _Record) -> AsyncIterator[list[str]]:
    """Serve pages in the block, and give their addresses."""
    record.reset()
    runner = web.ServerRunner(web.Server(record.answer))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    try:
        yield [f"http://{host}:{port}/{number}" for number in range(PAGES)]
    finally:
        await runner.cleanup()


def _page_sizes_in(answers: Answers) -> PageSizes:
    with answers.in_place():
        page_sizes: PageSizes = importlib.import_module(KATA.module).page_sizes
    return page_sizes


def _show_way(way: str, seconds: float, picture: str) -> None:
    print(f"{way}: {seconds:.2f} s\n")
    print(wording.for_terminal(picture, sys.stdout.encoding), end="\n\n")
