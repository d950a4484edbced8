"""What must hold for the answers to a kata: its stub, its solution, its attempts."""

import os
import re
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from dojo import shown
from dojo.cli import judging
from dojo.course.attempts import Attempt, attempts_at
from dojo.course.kata import Kata, text_of
from dojo.course.stub import given_program
from dojo.dev import check
from dojo.judge.process import judge
from dojo.report import wording
from dojo.report.verdict import Status, Verdict

SECONDS_FOR_A_TEST, SECONDS_FOR_A_PROPERTY = 0.25, 1.0
# Of any other verdict on a solution the tests are no judges.
TESTED = (Status.SOLVED, Status.FAILING, Status.NOT_STARTED)


def complaints(kata: Kata) -> list[str]:
    """Return all that can be said against a kata, whatever its answers get."""
    if faults := check.first_faults(kata):
        return faults
    solution = judge(kata, kata.root / "solutions")
    found = [*check.complaints(kata), *on_solution(kata, solution)]
    return [*found, *_on_others(kata)] if solution.status is Status.SOLVED else found


def _on_others(kata: Kata) -> Iterator[str]:
    """Judge the stub and each attempt, as many at a time as is useful."""
    attempts = attempts_at(kata)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        folders = [Path(name, str(number)) for number in range(len(attempts) + 1)]
        write_stub(kata, folders[0])
        for attempt, folder in zip(attempts, folders[1:], strict=True):
            attempt.write_to(folder)
        stub, *verdicts = pool.map(partial(judge, kata), folders)
    yield from on_stub(kata, stub)
    for attempt, verdict in zip(attempts, verdicts, strict=True):
        yield from on_attempt(attempt, verdict)


def write_stub(kata: Kata, folder: Path) -> None:
    """Write a stub into a folder of answers, as one that all tests are run on."""
    stub = kata.stub.read_text("utf-8")
    if not given_program(kata):
        stub += "# No test would be run of a stub that nobody has touched.\n"
    answer = folder / kata.file
    answer.parent.mkdir(parents=True, exist_ok=True)
    answer.write_text(stub, "utf-8")


def on_stub(kata: Kata, verdict: Verdict) -> Iterator[str]:
    """Point 1: the stub is judged not started."""
    if verdict.status is not Status.NOT_STARTED:
        seen = _seen(verdict, Status.NOT_STARTED)
        judged = f"judged {verdict.status}, not as not started"
        yield f"{kata}: its stub is {judged} ({seen})"


def on_solution(kata: Kata, verdict: Verdict) -> Iterator[str]:
    """Points 2 and 6: the solution is accepted, soon, and by a property too."""
    if verdict.status is not Status.SOLVED:
        seen = _seen(verdict, Status.SOLVED)
        yield f"{kata}: its solution is judged {verdict.status} ({seen})"
    is_tested = verdict.status in TESTED
    if is_tested and not any(result.is_property for result in verdict.tests):
        yield f"{kata}: its suite has no property test"
    for result in verdict.tests:
        most = SECONDS_FOR_A_PROPERTY if result.is_property else SECONDS_FOR_A_TEST
        if result.seconds > most:
            took = f"{result.test} takes {result.seconds:.2f} s"
            yield f"{kata}: {took}: that is too long"


def on_attempt(attempt: Attempt, verdict: Verdict) -> Iterator[str]:
    """Points 3 and 4: right is accepted, wrong is rejected by the test it names."""
    accepted = verdict.status is Status.SOLVED
    failed = [r.test for r in verdict.tests if r.status is not Status.SOLVED]
    rejecting = list(dict.fromkeys(test.partition("[")[0] for test in failed))
    imported = verdict.status is not Status.DOES_NOT_IMPORT
    if not accepted and (attempt.is_right or not imported):
        kind = attempt.heading.partition(":")[0]
        seen = _on_its_page(attempt, _seen(verdict, Status.SOLVED))
        yield f"{attempt} is {kind}, and is judged {verdict.status} ({seen})"
    elif not attempt.is_right and accepted:
        yield f"{attempt} is wrong, and is accepted"
    elif not attempt.is_right and attempt.caught_by not in rejecting:
        yield (
            f"{attempt} names {attempt.caught_by}, and is rejected by "
            f"{', '.join(rejecting) or verdict.status}"
        )


def show(kata: Kata, only: str = "") -> bool:
    """Print what a learner reads of each attempt, below a line that judges the suite.

    Args:
        kata: the exercise.
        only: a part of the headings of those that are wanted.

    Returns:
        Whether there are some, and the suite judges all of them as it should.
    """
    if faults := check.first_faults(kata, check.JUDGED):
        print("\n".join(faults))
        return False
    solution = judge(kata, kata.root / "solutions")
    if solution.status not in TESTED:
        print(*on_solution(kata, solution), sep="\n")
        return False
    wanted = [a for a in attempts_at(kata) if only.lower() in a.heading.lower()]
    as_promised = [_show(attempt) for attempt in wanted].count(True)
    if wanted:
        print(f"{as_promised} of {len(wanted)} are judged as promised.")
    else:
        with_text = f" with {only!r} in its heading" if only else ""
        print(f"{shown(kata.attempts)} has no attempt{with_text}.")
    return 0 < len(wanted) == as_promised


def _show(attempt: Attempt) -> bool:
    """Print what a learner reads of an attempt; return whether that was promised."""
    kata, path = attempt.kata, shown(attempt.kata.stub)
    verdict = judging.verdict_on_text(kata, attempt.answer.encode(), path)
    wrong = "".join(on_attempt(attempt, verdict)).removeprefix(f"{attempt} ")
    promised = f"NOT AS PROMISED: it {wrong}" if wrong else "as promised"
    count = wording.count(verdict.status, verdict.tests)
    head = f"## {attempt.heading}   ({promised})\n\n{path}   {verdict.status}   {count}"
    seen = "\n".join(line.text for line in wording.explanation(verdict))
    print(f"{head.rstrip()}\n\n{seen}".rstrip(), end="\n\n", flush=True)
    return not wrong


def _on_its_page(attempt: Attempt, seen: str) -> str:
    """Let a text name the line of the page in place of that of the whole answer."""
    path = attempt.kata.attempts
    section = text_of(path).partition(f"## {attempt.heading}\n")[2]
    below = section.partition(attempt.code)[2].count("\n")
    shift = text_of(path).count("\n") - below - attempt.answer.count("\n")
    place = rf"\S*{attempt.kata.file.as_posix()}:(\d+)"
    return re.sub(place, lambda m: f"{shown(path)}:{int(m[1]) + shift}", seen)


def _seen(verdict: Verdict, expected: Status) -> str:
    """Return why a verdict is not the one that was expected, in one line."""
    results = [result for result in verdict.tests if result.status is not expected]
    tests = ", ".join(result.test for result in results[:3])
    if verdict.status in (*TESTED, Status.HUNG) and results:
        return f"see {tests}: {results[0].headline}".removesuffix(": ")
    text = verdict.text or "".join(result.text for result in results[:1])
    error, *rest = re.findall(r"\S.*", text) or ["see its suite"]
    return ", ".join([error, *rest[:1]])
