"""What a learner would read of each attempt."""

from dojo import ROOT, shown
from dojo.cli import judging
from dojo.course.attempts import Attempt, attempts_at
from dojo.course.kata import Kata
from dojo.dev import answers, check
from dojo.judge.process import judge
from dojo.report import wording


def show(kata: Kata, only: str = "") -> bool:
    """Print what a learner reads of each attempt, below a line that judges the suite.

    Args:
        kata: the exercise.
        only: a part of the headings of those that are wanted.

    Returns:
        Whether there are some, and the suite judges all of them as it should.
    """
    if faults := check.first_faults(kata, check.JUDGED) or _fault_of_solution(kata):
        print("\n".join(faults))
        return False
    wanted = [a for a in attempts_at(kata) if only.lower() in a.heading.lower()]
    as_promised = [_show(attempt) for attempt in wanted].count(True)
    if wanted:
        print(f"{as_promised} of {len(wanted)} are judged as promised.")
    else:
        with_text = f" with {only!r} in its heading" if only else ""
        print(f"{shown(kata.attempts)} has no attempt{with_text}.")
    return 0 < len(wanted) == as_promised


def _fault_of_solution(kata: Kata) -> list[str]:
    solution = judge(kata, ROOT / "solutions")
    is_tested = solution.status in answers.TESTED
    return [] if is_tested else list(answers.on_solution(kata, solution))


def _show(attempt: Attempt) -> bool:
    """Print what a learner reads of an attempt; return whether that was promised."""
    kata, path = attempt.kata, shown(attempt.kata.stub)
    verdict = judging.verdict_on_text(kata, attempt.answer.encode(), path)
    wrong = [
        c.removeprefix(f"{attempt} ") for c in answers.on_attempt(attempt, verdict)
    ]
    promised = f"NOT AS PROMISED: it {wrong[0]}" if wrong else "as promised"
    print(f"## {attempt.heading}   ({promised})\n")
    print(
        f"{path}   {verdict.status}   {wording.count(verdict.status, verdict.tests)}\n"
    )
    print("\n".join(line.text for line in wording.explanation(verdict)), flush=True)
    return not wrong
