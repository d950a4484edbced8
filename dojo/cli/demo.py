"""What asyncio is good for, on this machine: `python -m dojo.cli.demo`.

A real server on the loopback interface has 100 pages, each of which takes 100 ms. Your
own `page_sizes` (chapter 4) downloads them one after another, and then all together.
"""

import argparse
import asyncio
import contextlib
import importlib
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from aiohttp import web

from dojo import ROOT
from dojo.course.kata import Kata
from dojo.findings.source import shown
from dojo.guard.run import Guard
from dojo.judge.process import judge
from dojo.pytest_plugin.importer import Answers
from dojo.report import drawing
from dojo.report.verdict import Word
from dojo.virtual.timeline import Bar, Timeline

KATA = Kata("ch04_downloading", "k2_page_sizes")
PAGES = 100
SECONDS_FOR_A_PAGE = 0.1

PageSizes = Callable[[Sequence[str]], Awaitable[list[tuple[str, int]]]]


def main() -> None:
    """Download the pages in both ways; print the times, the pictures and the ratio."""
    parser = argparse.ArgumentParser(
        prog="python -m dojo.cli.demo", description=__doc__.partition("\n")[0]
    )
    parser.add_argument(
        "--solutions", action="store_true", help="use our solution instead of yours"
    )
    folder = ROOT / ("solutions" if parser.parse_args().solutions else "katas")
    # A wrong answer would have nothing to show, or never come to an end.
    verdict = judge(KATA, folder)
    if verdict.word is not Word.SOLVED:
        sys.exit(
            f"{shown(folder / KATA.file)} is not solved yet ({verdict.word}). "
            "Solve it first, or see ours: python -m dojo.cli.demo --solutions"
        )
    page_sizes = _page_sizes_in(Answers(folder, Guard()))
    print(f"{PAGES} pages that take {SECONDS_FOR_A_PAGE:g} s each, downloaded by")
    about = PAGES * SECONDS_FOR_A_PAGE
    print(f"{shown(folder / KATA.file)}. The first way takes about {about:.0f} s.\n")
    sys.stdout.flush()
    slow, fast = measure(page_sizes)
    _show("one after another", *slow)
    _show("all together", *fast)
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
        record.begin_afresh()
        for url in urls:
            await page_sizes([url])
        slow = record.result()
        record.begin_afresh()
        await page_sizes(urls)
        return slow, record.result()


class _Record:
    """What the server sees, in real time."""

    def begin_afresh(self) -> None:
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
    record.begin_afresh()
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


def _show(way: str, seconds: float, picture: str) -> None:
    has_unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    print(f"{way}: {seconds:.2f} s\n")
    print(picture if has_unicode else picture.translate(drawing.TO_ASCII), end="\n\n")


if __name__ == "__main__":
    main()
