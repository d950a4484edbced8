"""`kata demo`: what asyncio is good for, on this machine.

A real server on the loopback interface has 100 pages, each of which takes 100 ms. Your
own `page_sizes` (chapter 4) downloads them one after another, and then all together.
"""

import asyncio
import importlib
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import RawTestServer

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
# Real seconds, and the picture.
Measured = tuple[float, str]


def show(folder: Path) -> None:
    """Download the pages in both ways; print the times, the pictures and the ratio.

    Raises:
        SystemExit: the answer in the folder is not right; the text says what to do.
    """
    answer = shown(folder / KATA.file)
    # A wrong answer would have nothing to show, or never come to an end.
    verdict = judge(KATA, folder)
    if verdict.status is not Status.SOLVED:
        sys.exit(
            f"{answer} is not solved yet ({verdict.status}). "
            "Solve it first, or see ours: kata demo --solutions"
        )
    with Answers(folder, Guard()).in_place():
        page_sizes: PageSizes = importlib.import_module(KATA.module).page_sizes
    print(f"{PAGES} pages that take {SECONDS_FOR_A_PAGE:g} s each, downloaded by")
    about = PAGES * SECONDS_FOR_A_PAGE
    print(f"{answer}. The first way takes about {about:.0f} s.\n", flush=True)
    slow, fast = asyncio.run(_measure_both(page_sizes))
    _show_way("one after another", *slow)
    _show_way("all together", *fast)
    print(f"all together is {slow[0] / fast[0]:.0f} times faster")


async def _measure_both(page_sizes: PageSizes) -> tuple[Measured, Measured]:
    async def one_after_another(urls: Sequence[str]) -> None:
        for url in urls:
            await page_sizes([url])

    # What has to be imported first, and so on, is no part of the measurement.
    await _measure(lambda urls: page_sizes(urls[:1]))
    return await _measure(one_after_another), await _measure(page_sizes)


async def _measure(way: Callable[[list[str]], Awaitable[object]]) -> Measured:
    """Download all pages in one way, and record what their server sees."""
    timeline = Timeline()

    def elapsed() -> float:
        return time.perf_counter() - began

    async def answer(request: web.BaseRequest) -> web.Response:
        bar = Bar(request.path, elapsed())
        timeline.bars.append(bar)
        await asyncio.sleep(SECONDS_FOR_A_PAGE)
        bar.end("answered", elapsed())
        return web.Response(text=request.path)

    async with RawTestServer(answer) as server:
        urls = [str(server.make_url(f"/{number}")) for number in range(PAGES)]
        began = time.perf_counter()
        await way(urls)
        return elapsed(), drawing.picture(timeline)


def _show_way(way: str, seconds: float, picture: str) -> None:
    print(f"{way}: {seconds:.2f} s\n")
    print(wording.for_terminal(picture, sys.stdout.encoding), end="\n\n")
