"""Suites on real time: threads, processes, and the loops in them.

A suite on real time stands in the place of the one of k2_greet, in a copy of the
repository; each answer is judged in a process of its own.
"""

import json
import textwrap

import pytest

SUITE = '''
"""A blocking function runs in a thread."""

import asyncio
import threading

import pytest

from dojo.testing import Gate
from katas.ch01_coroutines.k2_greet import greet

pytestmark = pytest.mark.real_time


async def test_the_loop_is_free():
    """The function is let go by the loop alone."""
    gate = Gate()

    def write():
        gate.wait()
        return "done"

    task = asyncio.create_task(greet(write, 0))
    asyncio.get_running_loop().call_soon(gate.open)

    assert await task == "done", "It gave something else."


def test_it_ends_in_ordinary_code_too():
    """A program of its own."""
    assert asyncio.run(greet(lambda: 1, 0)) == 1, "It gave something else."
'''
HEAD = """\
import asyncio, concurrent.futures, multiprocessing, threading, time


async def greet(name, delay):
"""


@pytest.fixture
def judged(clone):
    """Return what judges the body of `greet`: a verdict, and the text of a failure."""
    kata = clone.kata("k2_greet")
    kata.suite.write_text(SUITE, "utf-8")

    def judge(body):
        clone.answer("k2_greet", HEAD + textwrap.indent(textwrap.dedent(body), "    "))
        (verdict,) = json.loads(clone.command("check", "greet", "--json").stdout)
        return verdict["verdict"], "\n".join(one["text"] for one in verdict["tests"])

    return judge


@pytest.mark.parametrize(
    "body",
    [
        "return await asyncio.to_thread(name)",
        """
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            return await asyncio.get_running_loop().run_in_executor(pool, name)
        """,
        """
        def work():
            loop = asyncio.new_event_loop()
            loop.close()
            return name() if "Real" in type(loop).__name__ else None
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            return await asyncio.get_running_loop().run_in_executor(pool, work)
        """,
        """
        async def leave(): asyncio.create_task(asyncio.sleep(99))
        await asyncio.to_thread(asyncio.run, leave())
        return await asyncio.to_thread(name)
        """,
        """
        default, *_ = multiprocessing.get_all_start_methods()
        if multiprocessing.get_start_method() == default:
            return await asyncio.to_thread(name)
        """,
    ],
    ids=["to_thread", "pool", "loop in a thread", "runner in a thread", "start method"],
)
def test_a_right_answer_is_accepted(judged, body):
    """Each loop is asyncio's own, on real time."""
    assert judged(body) == ("solved", "\n")


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ("return name()", "hung", "k2_greet.py:5 in greet\n      return name()"),
        (
            "return await asyncio.to_thread(threading.Event().wait)",
            "hung",
            "Nothing has come of this for 2 s of real time.",
        ),
        (
            """
            def spin():
                while True: pass
            return await asyncio.to_thread(spin)
            """,
            "hung",
            "while True: pass",
        ),
        (
            """
            asyncio.get_running_loop().run_in_executor(None, time.sleep, 0.5)
            return await asyncio.to_thread(name)
            """,
            "solved",
            "",
        ),
        (
            """
            def wait(): threading.Event().wait()
            threading.Thread(target=wait).start()
            return await asyncio.to_thread(name)
            """,
            "hung",
            "goes on and on: nothing ends it",
        ),
        (
            """
            multiprocessing.Process(target=time.sleep, args=[99]).start()
            return await asyncio.to_thread(name)
            """,
            "failing",
            "A child process was still there at the end.",
        ),
        (
            """
            loop = asyncio.new_event_loop()
            threading.Thread(target=loop.run_forever).start()
            return await asyncio.to_thread(name)
            """,
            "failing",
            "An event loop was still running in a thread at the end.",
        ),
        (
            """
            loop = asyncio.new_event_loop()
            thread = threading.Thread(target=loop.run_forever)
            thread.start()
            thread.join()
            """,
            "hung",
            "k2_greet.py:9 in greet\n      thread.join()",
        ),
        (
            """
            asyncio.create_task(asyncio.sleep(99))
            return await asyncio.to_thread(name)
            """,
            "failing",
            "was still running at the end",
        ),
        ("raise NotImplementedError", "not started", ""),
        (
            """
            def work(): raise NotImplementedError
            return await asyncio.to_thread(work)
            """,
            "not started",
            "",
        ),
    ],
)
def test_a_wrong_answer_is_named(judged, body, status, said):
    """Whatever it leaves behind, it gets its verdict, and nothing hangs."""
    seen, text = judged(body)

    assert (seen, said in text) == (status, True), text


@pytest.mark.parametrize("line", ["threading.Event().wait()", "while True: pass"])
def test_pytest_alone_ends_too(clone, line):
    """A thread that never ends does not keep the program from its end."""
    body = f"def work():\n    {line}\nawait asyncio.to_thread(work)\n"
    clone.answer("k2_greet", HEAD + textwrap.indent(body, "    "))

    run = clone.pytest("tests/ch01_coroutines/test_k2_greet.py")

    assert (run.returncode, "0 of 1 kata solved" in run.stdout) == (1, True), run.stdout
