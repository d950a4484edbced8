"""What chapter 4 and the README show is real: a demonstration, a program, a failure."""

import functools
import html
import http.server
import os
import re
import subprocess
import sys
import threading

import aiohttp
import pytest

from dojo import ROOT
from dojo.cli import demo, demo_cpu
from dojo.site import site

# Five pages, where a learner gets a hundred; and fewer numbers.
SMALL = """
import sys
from dojo.cli import demo, demo_cpu
from dojo.cli.__main__ import main
demo.PAGES, demo_cpu.LIMIT = 5, 20_000
sys.argv[1:] = ["demo", "--solutions", *sys.argv[1:]]
main()
"""
PROGRAM = "katas.ch04_downloading.k3_report_pages"


def run_small(encoding, *options):
    """Run a small demonstration, and return the finished process."""
    return subprocess.run(
        [sys.executable, "-c", SMALL, *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding},
    )


@pytest.mark.parametrize(("encoding", "bar"), [("utf-8", "━━━━"), ("ascii", "====")])
def test_it_shows_both_ways(encoding, bar):
    """Both times, both pictures, and the ratio; in ASCII where there is no Unicode."""
    run = run_small(encoding)

    assert run.returncode == 0, run.stderr
    assert re.search(r"^one after another, with \w+: [\d.]+ s$", run.stdout, re.M)
    assert run.stdout.count("/4 ") == 2
    for said in (bar, "at most 1 at a time", "at most 5 at a time"):
        assert said in run.stdout
    assert re.search(r"^fetch_all is \d+ times faster$", run.stdout, re.MULTILINE)


@pytest.mark.parametrize(("encoding", "bar"), [("utf-8", "━━━━"), ("ascii", "====")])
def test_it_shows_what_helps_where_a_program_computes(encoding, bar):
    """Three times, three pictures, and what this Python makes of threads."""
    run = run_small(encoding, "--cpu")

    assert run.returncode == 0, run.stderr
    for way in ("with asyncio alone", "in threads", "in processes, with cpu_map"):
        assert re.search(rf"^{way}: [\d.]+ s; the loop stood still", run.stdout, re.M)
    assert run.stdout.count("job 4 ") == 3
    for said in (bar, "at most 1 at a time", "processes "):
        assert said in run.stdout
    has_a_gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    assert ("This Python has a GIL" in run.stdout) == has_a_gil


@pytest.mark.real_time
@pytest.mark.parametrize(
    ("has_a_gil", "said"), [(True, "has a GIL"), (False, "is free-threaded")]
)
def test_it_says_what_becomes_of_threads(monkeypatch, capsys, has_a_gil, said):
    """What is said of threads depends on the build of Python."""

    async def cpu_map(func, items, processes):
        return [func(item) for item in items]

    monkeypatch.setattr(sys, "_is_gil_enabled", lambda: has_a_gil, raising=False)
    monkeypatch.setattr(demo, "answers", lambda *_: [cpu_map])
    monkeypatch.setattr(demo_cpu, "LIMIT", 1000)

    demo_cpu.show(ROOT)

    assert f"This Python {said}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "missing"), [("", "k1_download_page"), ("--cpu", "k3_cpu_map")]
)
def test_ours_can_be_seen_before_it_is_solved(clone, command, missing):
    """The line says what is missing, and the command that shows ours."""
    clone.kata("k1_download_page", "ch04_downloading")
    clone.kata("k3_cpu_map", "ch13_threads_processes")
    clone.kata("k1_fetch_all", "ch03_gather")

    run = clone.command("demo", *command.split())

    assert run.stderr.count("\n") == 1
    assert f"{missing}.py is not solved yet (not started)" in run.stderr
    assert f"kata demo {command} --solutions".replace("  ", " ") in run.stderr


POLLS = """
import asyncio

async def download_page(session, url):
    while True:
        await asyncio.sleep(0)
"""


@pytest.mark.parametrize(
    ("answer", "status"),
    [("", "not started"), (POLLS, "hung")],
    ids=["untouched", "polls"],
)
def test_what_is_not_solved_has_nothing_to_show(clone, answer, status):
    """Before the kata is solved, one line says what to do, and nothing hangs."""
    clone.solve("k5_fetch_in_order")
    clone.solve("k1_fetch_all", "ch03_gather")
    stub = clone.kata("k1_download_page", "ch04_downloading").stub
    stub.write_text(f"{stub.read_text('utf-8')}\n\n{answer}", "utf-8")

    run = clone.command("demo")

    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.count("\n") == 1
    assert f"is not solved yet ({status}). Solve it first" in run.stderr


def test_the_program_of_chapter_4_runs(clone):
    """`python -m katas.…` downloads real pages from a real server."""
    clone.solve("k3_report_pages", "ch04_downloading")
    handler = functools.partial(
        http.server.SimpleHTTPRequestHandler, directory=clone.root
    )
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/README.md"
        run = clone.run(PROGRAM, url, url)
        server.shutdown()

    size = (clone.root / "README.md").stat().st_size
    assert run.stdout == f"{url} is {size} bytes long\n" * 2, run.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Which pages? Give one URL or more."),
        (["nonsense"], "A download failed: InvalidUrlClientError: nonsense"),
        (["http://127.0.0.1:1/"], "A download failed: ClientConnectorError: Cannot"),
    ],
)
def test_the_program_of_chapter_4_says_what_is_wrong(clone, arguments, said):
    """What its user does wrong, or the network, is one line and no traceback."""
    clone.solve("k3_report_pages", "ch04_downloading")

    run = clone.run(PROGRAM, *arguments)

    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.startswith(said)
    assert run.stderr.count("\n") == 1


def test_the_failure_in_the_readme_is_a_real_one(clone):
    """The README's wrong answer gets the verdict that its picture shows."""
    readme = (clone.root / "README.md").read_text("utf-8")
    (answer,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    picture = (clone.root / "docs" / "failure.svg").read_text("utf-8")
    clone.answer("k1_fetch_all", answer, "ch03_gather")

    run = clone.command("check", "fetch_all")

    shown = html.unescape("".join(re.findall(r">([^<]+)</text>", picture)))
    for line in run.stdout.splitlines()[:12]:
        assert line.strip() in shown.replace("\xa0", " ")


@pytest.mark.real_time
async def test_a_site_serves_its_pages():
    """Texts, bytes, JSON, and "not found" for any other address."""
    pages = {"/a": "text", "/b": b"\0", "/c": {"x": [1]}}
    async with site(pages, seconds=0) as urls, aiohttp.ClientSession() as session:
        answers = [await session.get(url) for url in (*urls, f"{urls[0]}/no")]

        assert await answers[0].text() == "text"
        assert await answers[1].read() == b"\0"
        assert await answers[2].json() == {"x": [1]}
        assert [answer.status for answer in answers] == [200, 200, 200, 404]
