"""Processes that judge: ready ahead of their job, and gone after it."""

import builtins
import multiprocessing
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo import ROOT
from dojo.course.kata import Kata
from dojo.judge import process
from dojo.judge.effort import Effort
from dojo.report.verdict import Word

GREET = Kata("ch01_coroutines", "k2_greet")


# Not "fork": this process is a pytest already.
WAYS = [way for way in multiprocessing.get_all_start_methods() if way != "fork"]


@pytest.mark.parametrize("way", WAYS)
def test_a_process_judges_however_it_was_started(way, monkeypatch):
    """A fork of a server or, as on Windows, started ahead and warm by itself."""
    monkeypatch.setattr(process, "_context", lambda: multiprocessing.get_context(way))
    judging = process.JudgingProcess(ROOT / "solutions")
    heard = []

    (verdict,) = judging.judge([GREET], heard.append)
    judging.close()

    assert verdict.word is Word.SOLVED, str(verdict)
    assert [result.test for result in heard] == [r.test for r in verdict.tests]


def test_it_opens_nothing_that_a_suite_could_see(monkeypatch):
    """A suite may watch which files an answer writes, while others are judged."""
    opened = []

    def note(*arguments, **options):
        opened.append(arguments)
        return real_open(*arguments, **options)

    real_open = builtins.open
    monkeypatch.setattr(builtins, "open", note)

    (verdict,) = process.judge_all([GREET], ROOT / "solutions")

    assert verdict.word is Word.SOLVED, str(verdict)
    assert not opened


def test_it_can_be_ended_from_another_thread(tmp_path):
    """Whoever is judged by it then has crashed, and nobody waits any longer."""
    answer = tmp_path / GREET.file
    answer.parent.mkdir()
    answer.write_text("async def greet(name, delay):\n    while True: pass\n", "utf-8")
    judging = process.JudgingProcess(tmp_path)
    began = time.perf_counter()
    killer = threading.Timer(0.2, judging.kill)
    killer.start()

    (verdict,) = judging.judge([GREET])
    judging.close()
    killer.join()

    assert verdict.word is Word.CRASHED
    assert time.perf_counter() - began < process.SECONDS_OF_SILENCE


def test_less_effort_means_fewer_examples_and_no_smaller_ones():
    """A property keeps its own number where that is less."""
    numbers = []

    @settings(max_examples=30)
    @given(st.integers(0, 1000))
    def is_small(number):
        numbers.append(number)
        assert number < 500

    Effort(most_examples=12).limit(is_small)
    with pytest.raises(AssertionError):
        is_small()

    first = next(n for n in numbers if n >= 500)
    assert len(numbers) <= 12 + 2
    assert {n for n in numbers if n >= 500} == {first}


def test_a_process_without_a_job_ends_with_its_judge():
    """Nothing is left where `kata` ends before anything was saved."""
    judging = process.JudgingProcess(ROOT / "solutions")

    judging.close()

    assert not judging._process.is_alive()
