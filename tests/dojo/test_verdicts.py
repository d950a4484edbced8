"""Whatever an answer does, it gets its verdict, and the other katas get theirs.

Each answer stands in for k2_greet, in front of the real suite and in a process of
its own; a good answer to k4 is judged after it in the same process.
"""

import os
import textwrap
from dataclasses import dataclass

import pytest

from dojo.course.kata import Kata
from dojo.judge.process import judge_all
from dojo.report.verdict import Status

GREET = Kata("ch01_coroutines", "k2_greet")
WITNESS = Kata("ch01_coroutines", "k4_fetch_in_order")


@dataclass(frozen=True)
class Row:
    """An answer, its verdict, and what the learner must read.

    Attributes:
        name: what the answer does.
        answer: its text; `HELLO` stands for the right result.
        status: the verdict.
        reads: pieces of what the learner reads.
    """

    name: str
    answer: str
    status: Status
    reads: tuple[str, ...]

    def __str__(self):
        return self.name

    def write_to(self, folder):
        """Write the answer and the good one into a folder of answers."""
        chapter = folder / GREET.chapter
        chapter.mkdir()
        text = textwrap.dedent(self.answer).replace("HELLO", 'f"Hello, {name}!"')
        (folder / GREET.file).write_text(text, "utf-8")
        (folder / WITNESS.file).write_text(WITNESS.solution.read_text("utf-8"), "utf-8")


def coroutine(*lines, before=""):
    """Return an answer whose body is `lines`."""
    body = textwrap.indent("\n".join(textwrap.dedent(line) for line in lines), "    ")
    imports = "import asyncio, os, pytest, sys, time"
    before = textwrap.dedent(before)
    return f"{imports}\n{before}\n\nasync def greet(name, delay):\n{body}\n"


WAIT = "await asyncio.sleep(delay)"
RIGHT = f"{WAIT}\nreturn HELLO"

ROWS = [
    Row(
        "is the stub",
        GREET.stub.read_text("utf-8"),
        Status.NOT_STARTED,
        ("not started",),
    ),
    Row(
        "has a syntax error",
        "async def greet(name, delay)\n    pass\n",
        Status.DOES_NOT_IMPORT,
        ("expected ':'", "k2_greet.py:1", "async def greet(name, delay)"),
    ),
    Row(
        "has an import that fails",
        coroutine(RIGHT, before="import asynciooo"),
        Status.DOES_NOT_IMPORT,
        ("No module named 'asynciooo'", "k2_greet.py:2", "import asynciooo"),
    ),
    Row("is empty", "", Status.DOES_NOT_IMPORT, ("has no 'greet'", "k2_greet.py")),
    Row(
        "lacks the function",
        coroutine(RIGHT).replace("greet", "great"),
        Status.DOES_NOT_IMPORT,
        ("has no 'greet'", "k2_greet.py"),
    ),
    Row(
        "is no text in UTF-8",
        "# -*- coding: ascii -*-\nNAME = 'Zoë'\n",
        Status.DOES_NOT_IMPORT,
        ("SyntaxError",),
    ),
    Row(
        "returns what cannot be awaited",
        "def greet(name, delay):\n    return HELLO\n",
        Status.FAILING,
        (
            '`greet("Ada", 2)` gave a value of type str',
            "cannot be awaited",
            "test_k2_greet.py:",
        ),
    ),
    Row(
        "forgets an await",
        coroutine("asyncio.sleep(delay)", "return HELLO"),
        Status.FAILING,
        ("The coroutine sleep() was made here, and never awaited", "k2_greet.py:5"),
    ),
    Row(
        "forgets an await and hides the coroutine",
        coroutine("return await asyncio.sleep(0, asyncio.sleep(delay))"),
        Status.FAILING,
        ("The coroutine sleep() was made here, and never awaited", "k2_greet.py:5"),
    ),
    *(
        Row(
            f"blocks with {call}",
            coroutine(call, RIGHT, before=before),
            Status.FAILING,
            ("This line blocks the event loop", "k2_greet.py:", call, instead),
        )
        for call, before, instead in (
            ("time.sleep(1)", "", "await asyncio.sleep()"),
            ("sleep(1)", "from time import sleep", "await asyncio.sleep()"),
            (
                "subprocess.run(['echo'])",
                "import subprocess",
                "create_subprocess_exec()",
            ),
            ("os.system('echo')", "", "create_subprocess_shell()"),
            (
                "urlopen('http://localhost:1')",
                "from urllib.request import urlopen",
                "aiohttp",
            ),
            (
                "socket.create_connection(('127.0.0.1', 1))",
                "import socket",
                "asyncio.open_connection()",
            ),
            (
                "s.connect(('127.0.0.1', 1))",
                "import socket; s = socket.socket()",
                "aiohttp",
            ),
            ("input()", "", "asyncio.to_thread(input)"),
        )
    ),
    Row(
        "hides that it blocks",
        coroutine("try:\n    time.sleep(1)\nexcept Exception:\n    pass", RIGHT),
        Status.FAILING,
        ("This line blocks the event loop", "time.sleep(1)", "await asyncio.sleep()"),
    ),
    Row(
        "waits for what never happens",
        coroutine("await asyncio.Event().wait()"),
        Status.HUNG,
        (
            "Deadlock: at 0 s",
            "the test waits for Event.wait()",
            "k2_greet.py:5 in greet",
        ),
    ),
    Row(
        "waits for tasks that wait for each other",
        coroutine(
            """
            async def wait():
                await second
            first = asyncio.create_task(wait(), name="first")
            second = asyncio.create_task(asyncio.wait([first]), name="second")
            await first
            """
        ),
        Status.HUNG,
        (
            "Deadlock",
            "first, greet.<locals>.wait(),",
            "second, wait(),",
            "await second",
        ),
    ),
    Row(
        "polls with sleep(0)",
        coroutine("while True:\n    await asyncio.sleep(0)"),
        Status.HUNG,
        ("Busy loop: at 0 s", "k2_greet.py:6", "await asyncio.sleep(0)"),
    ),
    Row(
        "polls with sleep(0.01)",
        coroutine("while True:\n    await asyncio.sleep(0.01)"),
        Status.HUNG,
        ("Endless polling", "k2_greet.py:6", "await asyncio.sleep(0.01)"),
    ),
    Row(
        "loops without await",
        coroutine("while True:\n    pass"),
        Status.HUNG,
        ("never gives control back", "k2_greet.py:5", "while True:"),
    ),
    Row(
        "loops without await in a task",
        coroutine(
            "asyncio.create_task(spin())",
            RIGHT,
            before="""
            async def spin():
                while True:
                    pass
            """,
        ),
        Status.HUNG,
        ("never gives control back", "in spin", "while True:"),
    ),
    Row(
        "loops without await inside gather",
        coroutine(
            "await asyncio.gather(spin(), return_exceptions=True)",
            RIGHT,
            before="""
            async def spin():
                while True:
                    pass
            """,
        ),
        Status.HUNG,
        ("never gives control back", "in spin", "while True:"),
    ),
    Row(
        "loops under a bare except",
        coroutine(
            """
            while True:
                try:
                    while True:
                        pass
                except:
                    pass
            """
        ),
        Status.HUNG,
        ("never gives control back", "in greet", "while True:"),
    ),
    Row(
        "loops under a bare except, then goes on",
        coroutine("try:\n    while True:\n        pass\nexcept:\n    pass", RIGHT),
        Status.HUNG,
        ("never gives control back", "in greet", "while True:"),
    ),
    Row(
        "waits for a lock of another world",
        coroutine(
            "lock = threading.Lock()\nlock.acquire()\nlock.acquire()",
            before="import threading",
        ),
        Status.HUNG,
        ("never gives control back", "lock.acquire()"),
    ),
    Row(
        "loops while it is imported",
        "while True:\n    pass\n",
        Status.HUNG,
        ("never gives control back", "k2_greet.py:1", "while True:"),
    ),
    Row(
        "leaves a task running",
        coroutine("asyncio.create_task(asyncio.sleep(999), name='heartbeat')", RIGHT),
        Status.FAILING,
        (
            "heartbeat, sleep(), was still running",
            "k2_greet.py:5",
            "asyncio.create_task",
        ),
    ),
    Row(
        "loses the exception of a task",
        coroutine(
            "asyncio.create_task(fail(), name='mailer')",
            RIGHT,
            before="async def fail():\n    raise ValueError('lost')\n",
        ),
        Status.FAILING,
        (
            "mailer failed with ValueError('lost')",
            "nobody looked at it",
            "k2_greet.py:",
        ),
    ),
    Row(
        "swallows the cancellation of a task",
        coroutine(
            "task = asyncio.create_task(stubborn(), name='stubborn')",
            WAIT,
            "await asyncio.sleep(0)",
            "task.cancel()",
            "return HELLO",
            before="""
            async def stubborn():
                while True:
                    try:
                        await asyncio.sleep(1)
                    except asyncio.CancelledError:
                        pass
            """,
        ),
        Status.HUNG,
        ("stubborn was cancelled and refused to stop", "await asyncio.sleep(1)"),
    ),
    Row(
        "awaits a task that swallows its cancellation",
        coroutine(
            "task = asyncio.create_task(stubborn(), name='stubborn')",
            "await asyncio.sleep(0)",
            "task.cancel()",
            "await task",
            before="""
            async def stubborn():
                while True:
                    try:
                        await asyncio.sleep(1)
                    except asyncio.CancelledError:
                        pass
            """,
        ),
        Status.HUNG,
        ("refused to stop", "await asyncio.sleep(1)", "await task"),
    ),
    Row(
        "leaves an async generator open",
        coroutine(
            "async for _ in numbers():\n    break",
            RIGHT,
            before="async def numbers():\n    yield 1\n    yield 2\n",
        ),
        Status.FAILING,
        ("The async generator numbers() was left open", "yield 1"),
    ),
    Row(
        "leaves a session open",
        coroutine("session = aiohttp.ClientSession()", RIGHT, before="import aiohttp"),
        Status.FAILING,
        ("Unclosed client session", "session = aiohttp.ClientSession()"),
    ),
    Row(
        "keeps a session, and never closes it",
        coroutine(
            "KEPT.append(aiohttp.ClientSession())",
            RIGHT,
            before="import aiohttp; KEPT = []",
        ),
        Status.FAILING,
        ("Unclosed client session", "KEPT.append(aiohttp.ClientSession())"),
    ),
    Row(
        "reaches for the network",
        coroutine("await asyncio.open_connection('192.0.2.1', 80)", RIGHT),
        Status.FAILING,
        ("192.0.2.1 was asked for on the real network", "k2_greet.py:"),
    ),
    Row(
        "reaches for a name server, and hides it",
        coroutine(
            """
            try:
                await asyncio.open_connection('example.org', 80)
            except Exception:
                pass
            """,
            RIGHT,
        ),
        Status.FAILING,
        ("example.org was asked for on the real network",),
    ),
    Row(
        "calls asyncio.run in a coroutine",
        coroutine("asyncio.run(asyncio.sleep(delay))", "return HELLO"),
        Status.FAILING,
        (
            "asyncio.run() cannot be called",
            "one is already",
            "asyncio.run(asyncio.sleep(delay))",
        ),
    ),
    Row(
        "meets an error that a library says in few words",
        coroutine("raise RuntimeError('Session is closed')"),
        Status.FAILING,
        ("RuntimeError: Session is closed.", "At which line does the session's block"),
    ),
    *(
        Row(
            f"tries to leave: {line}",
            coroutine(line),
            Status.FAILING,
            ("tried to leave", error, line),
        )
        for line, error in (
            ("sys.exit()", "SystemExit"),
            ("sys.exit(0)", "SystemExit"),
            ("raise SystemExit", "SystemExit"),
            ("raise KeyboardInterrupt", "KeyboardInterrupt"),
            ("pytest.exit('bye', 0)", "Exit"),
            ("pytest.skip('not today')", "Skipped"),
            ("pytest.xfail('not today')", "XFailed"),
        )
    ),
    Row(
        "leaves while it is imported",
        "import sys\nsys.exit(0)\n",
        Status.DOES_NOT_IMPORT,
        ("SystemExit", "tried to leave", "sys.exit(0)"),
    ),
    Row(
        "calls os._exit(0)",
        coroutine("os._exit(0)"),
        Status.CRASHED,
        ("Python ended before its time, with exit code 0", "test_it_greets_by_name"),
    ),
    Row(
        "recurses for ever",
        coroutine("return await greet(name, delay)"),
        Status.FAILING,
        ("RecursionError", "return await greet(name, delay)"),
    ),
    Row(
        "prints 100 MB",
        coroutine("for _ in range(100_000):\n    print('x' * 1000)", RIGHT),
        Status.FAILING,
        ("printed more than 100,000 characters", "lines left out"),
    ),
    Row(
        "prints 100 MB, and hides it",
        coroutine(
            "for _ in range(1000):\n    try:\n        print('x' * 100_000)\n"
            "    except Exception:\n        pass",
            RIGHT,
        ),
        Status.FAILING,
        ("printed more than 100,000 characters",),
    ),
    Row(
        "imports the solutions",
        "from solutions.ch01_coroutines.k2_greet import greet\n",
        Status.DOES_NOT_IMPORT,
        ("line 1 imports solutions.ch01_coroutines.k2_greet", "on its own feet"),
    ),
    Row(
        "imports the tests later",
        coroutine("import tests.ch01_coroutines.test_k2_greet", RIGHT),
        Status.DOES_NOT_IMPORT,
        ("line 5 imports tests.ch01_coroutines.test_k2_greet", "on its own feet"),
    ),
    Row(
        "runs a solution",
        f"import runpy\ngreet = runpy.run_path({str(GREET.solution)!r})['greet']\n",
        Status.DOES_NOT_IMPORT,
        ("reads solutions/ch01_coroutines/k2_greet.py", "on its own feet"),
    ),
    Row(
        "patches asyncio when it is imported",
        coroutine(RIGHT, before="asyncio.sleep = None"),
        Status.FAILING,
        ("The answer replaced asyncio.sleep", "on its own feet"),
    ),
    Row(
        "patches asyncio when it runs",
        coroutine("asyncio.Runner.run = print", RIGHT),
        Status.FAILING,
        ("The answer replaced Runner.run", "on its own feet"),
    ),
    Row(
        "patches pytest",
        coroutine("pytest.raises = print", RIGHT),
        Status.FAILING,
        ("The answer replaced pytest.raises", "on its own feet"),
    ),
    Row(
        "prints",
        coroutine("print('delay is', delay)", "return HELLO + '!'"),
        Status.FAILING,
        ("It printed:\n    delay is 2",),
    ),
]
MEMORY = Row(
    "allocates 8 GB",
    coroutine("hoard = bytearray(8 << 30)", RIGHT),
    Status.FAILING,
    ("MemoryError", "hoard = bytearray(8 << 30)"),
)
if os.name == "posix":
    ROWS.append(MEMORY)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_an_answer_gets_its_verdict(row, tmp_path):
    """The verdict is right, the words are there, and the other kata is judged too."""
    row.write_to(tmp_path)

    verdict, witness = judge_all(
        [GREET, WITNESS], tmp_path, tests={WITNESS: "test_a_failure_ends_it"}
    )

    text = str(verdict)
    assert verdict.status is row.status, text
    for piece in row.reads:
        assert piece in " ".join(text.split()) or piece in text, text
    for inside in ("site-packages", "/asyncio/", "dojo/", "Traceback"):
        assert inside not in text, text
    assert witness.status is Status.SOLVED, str(witness)
