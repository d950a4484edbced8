"""Processes that judge: ready ahead of their job, and gone after it."""

import multiprocessing
import signal
import subprocess
import sys
import threading

import pytest

from dojo import ROOT
from dojo.course.kata import Kata
from dojo.judge import hearing, process
from dojo.report import wording
from dojo.report.verdict import Result, Status

NAMES = ("k1_hello_world", "k2_greet", "k5_fetch_in_order", "k7_checkout")
KATAS = [Kata("ch01_coroutines", name) for name in NAMES]
HELLO, GREET = KATAS[:2]
GREETS = "async def greet(name, delay):\n    {}\n"
# A generator that sum() asks for ever keeps Python's own code from running.
LOOPS_IN_C = "sum(iter(int, 1))"
EXIT = "with exit code 3: it was told to (os._exit), or it crashed."
IN_A_TEST = "It was in test_it_greets_by_name."

# Not "fork": this process is a pytest already.
WAYS = [way for way in multiprocessing.get_all_start_methods() if way != "fork"]
# A process that stands still cannot be made without this signal.
needs_signals = pytest.mark.skipif(
    not hasattr(signal, "SIGSTOP"),
    reason="the test stops a process with SIGSTOP, which Windows lacks",
)


@pytest.fixture
def answers(tmp_path):
    """Put our solutions of four katas into a folder."""
    for kata in KATAS:
        path = tmp_path / kata.file
        path.parent.mkdir(exist_ok=True)
        path.write_text(kata.solution.read_text("utf-8"), "utf-8")
    return tmp_path


@pytest.mark.parametrize("way", WAYS)
def test_a_process_judges_however_it_was_started(way, monkeypatch):
    """A fork of a server or, as on Windows, started ahead and ready by itself."""
    monkeypatch.setattr(process, "_context", lambda: multiprocessing.get_context(way))
    judging = process.JudgingProcess(ROOT / "solutions")
    heard = []

    verdict = judging.judge([GREET], heard.append)[GREET]
    judging.close()

    assert verdict.status is Status.SOLVED, str(verdict)
    assert [result.test for result in heard] == [r.test for r in verdict.tests]


def test_what_is_done_beforehand_leaves_nothing_behind():
    """The server runs a test, which passes, and is as it was but for its imports."""
    program = (
        "import asyncio, sys, threading, time\n"
        "clock, loop = time.monotonic, asyncio.new_event_loop\n"
        "paths = sys.meta_path[:], sys.path[:]\n"
        "import dojo.judge.preload\n"
        "from dojo.judge import child\n"
        "assert threading.active_count() == 1\n"
        "assert not {'katas', 'tests'} & set(sys.modules)\n"
        "assert (clock, loop) == (time.monotonic, asyncio.new_event_loop)\n"
        "assert paths == (sys.meta_path, sys.path)\n"
        "print('said', child.run_pytest(sys.modules['dojo.judge.trial'].__file__))\n"
    )

    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert run.stdout.startswith("."), run.stdout + run.stderr
    assert run.stdout.endswith("said 0\n"), run.stdout + run.stderr


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (GREETS.format("__import__('os')._exit(3)"), "crashed", f"{EXIT} {IN_A_TEST}"),
        (GREETS.format(LOOPS_IN_C), "crashed", IN_A_TEST),
        ("__import__('os')._exit(3)\n", "crashed", f"{EXIT} It was being imported."),
        (GREETS.format("while True: pass"), "hung", ""),
    ],
    ids=["ends Python", "loops in C", "ends Python when it is imported", "loops"],
)
def test_trouble_concerns_the_answer_that_makes_it(answers, answer, status, said):
    """Those before keep their verdicts, and those after it get theirs."""
    (answers / GREET.file).write_text(answer, "utf-8")

    verdicts = process.judge_all(KATAS, answers)

    assert [v.status for v in verdicts] == ["solved", status, "solved", "solved"]
    assert said in verdicts[1].text


def test_a_suite_that_cannot_be_collected_concerns_its_kata(answers):
    """In one process with it, no test of the others would be run either."""
    verdicts = process.judge_all(KATAS, answers, tests={GREET: "test_no_such"})

    assert [v.status for v in verdicts] == ["solved", "not judged", "solved", "solved"]
    assert "not found" in verdicts[1].text


@needs_signals
@pytest.mark.parametrize("is_import", [True, False], ids=["import", "test"])
def test_a_process_that_does_not_run_is_no_fault_of_an_answer(
    answers, is_import, monkeypatch
):
    """The machine was busy, and that is no verdict on the answer."""
    stop = "__import__('os').kill(0, __import__('signal').SIGSTOP)"
    answer = stop if is_import else GREETS.format(stop)
    (answers / GREET.file).write_text(f"{answer}\n", "utf-8")
    # Other answers may be judged slowly too, so this is not about those.
    monkeypatch.setattr(hearing, "SECONDS_OF_SILENCE", 3)

    verdict = process.judge(GREET, answers)

    assert verdict.status is Status.BUSY, str(verdict)
    assert verdict.text == "This machine is too busy to judge: no news for 3 s."
    assert not verdict.tests


def test_it_can_be_ended_from_another_thread(answers):
    """The answer that it judges has crashed then, and nobody waits any longer."""
    (answers / GREET.file).write_text(GREETS.format("while True: pass"), "utf-8")
    judging = process.JudgingProcess(answers)
    killer = threading.Timer(0.2, judging.kill)
    killer.start()

    verdict = judging.judge([GREET])[GREET]
    judging.close()
    killer.join()

    assert verdict.status is Status.CRASHED


def test_a_process_without_a_job_ends_with_its_judge():
    """Nothing is left where `kata` ends before anything was saved."""
    judging = process.JudgingProcess(ROOT / "solutions")

    judging.close()

    assert not judging._process.is_alive()


@pytest.fixture
def heard():
    """What a process has told, which has just begun with the second of four katas."""
    heard = hearing.Hearing(None)
    passed = Result("test_one", Status.SOLVED)
    heard.take_in("at", 1.0, str(HELLO), "test_one")
    heard.take_in("result", 2.0, str(HELLO), "test_one", passed.to_json())
    heard.take_in("at", 100.0, str(GREET), "test_two")
    return heard


def test_what_limits_an_answer_is_its_own_work(heard):
    """What the processor did before a test began does not count."""
    heard.take_in("alive", 100.0 + hearing.SECONDS_OF_WORK)
    assert not heard.is_over

    heard.take_in("alive", 100.1 + hearing.SECONDS_OF_WORK)

    assert heard.is_over
    verdicts = heard.verdicts(KATAS)
    statuses = {kata: verdict.status for kata, verdict in verdicts.items()}
    assert statuses == {HELLO: Status.SOLVED, GREET: Status.HUNG}
    assert verdicts[GREET].text.endswith("for 30 s. It was in test_two.")


def test_a_sign_of_life_is_no_news(heard, monkeypatch):
    """A process that gets nowhere is given up, and the answer is not blamed."""
    monkeypatch.setattr(hearing, "SECONDS_WITHOUT_NEWS", -1)

    heard.take_in("alive", 100.0)

    verdicts = heard.verdicts(KATAS)
    assert verdicts[HELLO].status is Status.SOLVED
    assert verdicts[GREET].status is Status.BUSY


def test_a_busy_machine_asks_for_another_try(heard):
    """No hint can help: the answer is not what is wrong."""
    heard.end_in_silence(60.0)
    verdict = heard.verdicts(KATAS)[GREET]

    lines = [line.text for line in wording.report(verdict, "greet.py", "kata hint")]

    assert lines == [
        "greet.py   busy",
        "",
        "  This machine is too busy to judge: no news for 60 s.",
        "",
        f"next: {wording.AGAIN}",
    ]
