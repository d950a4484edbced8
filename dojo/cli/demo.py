"""`kata demo`: what asyncio is good for, on this machine, with a learner's own code.

A real server on the loopback interface has 100 pages, each of which takes 100 ms. Your
`download_page` downloads them: with your `fetch_in_order`, and with your `fetch_all`.
"""

import asyncio
import importlib
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import RawTestServer

from dojo import as_typed, shown
from dojo.course.find import find
from dojo.guard.run import Guard
from dojo.judge.process import judge_all
from dojo.pytest_plugin.importer import Answers
from dojo.report import drawing
from dojo.report.verdict import Status
from dojo.virtual.timeline import Bar, Timeline

NAMES = ("download_page", "fetch_in_order", "fetch_all")
PAGES = 100
SECONDS_FOR_A_PAGE = 0.1

Download = Callable[[aiohttp.ClientSession, str], Awaitable[str]]
# Fetches all of some URLs with a coroutine function for one of them.
Way = Callable[[Callable[[str], Awaitable[str]], list[str]], Awaitable[object]]


def show(folder: Path) -> None:
    """Download the pages in both ways; print the times, the pictures and the ratio.

    Args:
        folder: where the answers lie, laid out like `katas/`.

    Raises:
        SystemExit: one of them is not right; the text says what to do.
    """
    download, in_order, together = answers(folder, NAMES, "kata demo --solutions")
    print(f"{PAGES} pages that take {SECONDS_FOR_A_PAGE:g} s each. One after another")
    print(f"takes about {PAGES * SECONDS_FOR_A_PAGE:.0f} s.\n", flush=True)
    # What has to be imported first, and so on, is no part of the measurement.
    asyncio.run(_measure(download, in_order, pages=1))
    slow = _show_way("one after another, with fetch_in_order", download, in_order)
    fast = _show_way("all together, with fetch_all", download, together)
    print(f"Before the first page comes, {PAGES} connections have to be opened.")
    print(f"fetch_all is {slow / fast:.0f} times faster")


def answers(folder: Path, names: Sequence[str], otherwise: str) -> list[Any]:
    """Return the functions that a learner has written.

    Args:
        folder: where the answers lie, laid out like `katas/`.
        names: what they are called, and so are their katas.
        otherwise: the command that shows ours.

    Raises:
        SystemExit: one of them is not right; the text says what to do.
    """
    katas = [find(name) for name in names]
    # A wrong answer would have nothing to show, or never come to an end.
    for verdict in judge_all(katas, folder):
        if verdict.status is not Status.SOLVED:
            sys.exit(
                f"{shown(folder / verdict.kata.file)} is not solved yet "
                f"({verdict.status}). Solve it first, or see ours: "
                f"{as_typed(otherwise)}"
            )
    with Answers(folder, Guard()).in_place():
        modules = [importlib.import_module(kata.module) for kata in katas]
        return [getattr(*each) for each in zip(modules, names, strict=True)]


def _show_way(title: str, download: Download, way: Way) -> float:
    """Download all pages in one way, show what their server saw; return the seconds."""
    seconds, picture = asyncio.run(_measure(download, way, PAGES))
    print(f"{title}: {seconds:.2f} s\n")
    print(picture, end="\n\n", flush=True)
    return seconds


async def _measure(download: Download, way: Way, pages: int) -> tuple[float, str]:
    """Return the real seconds, and the picture of what the server saw."""
    timeline = Timeline()

    def elapsed() -> float:
        return time.perf_counter() - began

    async def answer(request: web.BaseRequest) -> web.Response:
        bar = Bar(request.path, elapsed())
        timeline.bars.append(bar)
        await asyncio.sleep(SECONDS_FOR_A_PAGE)
        bar.end("answered", elapsed())
        return web.Response(text=request.path)

    async with RawTestServer(answer) as server, aiohttp.ClientSession() as session:
        urls = [str(server.make_url(f"/{number}")) for number in range(pages)]
        began = time.perf_counter()
        await way(partial(download, session), urls)
        return elapsed(), drawing.picture(timeline)
