"""What a judging process has told, and what that means for each kata.

What limits an answer is the work that its process says it has done, never the time
that it took: on a busy machine that tells nothing of the answer.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any

from dojo.course.kata import Kata
from dojo.report.verdict import NO_VERDICT, Result, Results, Status, Verdict

# What a test, or the import of an answer, may take of the processor.
SECONDS_OF_WORK = 30.0
# A process that runs at all says so each second.
SECONDS_OF_SILENCE = 60.0
# It may say so, and get nowhere.
SECONDS_WITHOUT_NEWS = 600.0
_DID_NOT_BEGIN = (
    "The judge ended before it came to your answer. "
    "Are all files of this repository there? `git status` tells."
)

Listener = Callable[[Result], object]


class Hearing:
    """What a judging process has told so far, see `child.Messenger`.

    Attributes:
        is_over: whether there is nothing more to hear.

    Args:
        tell: is called with what came of each test, as soon as that is known.
    """

    def __init__(self, tell: Listener | None) -> None:
        self.is_over = False
        self._tell = tell
        # The verdict on the kata that it was at, and what the learner reads.
        self._trouble: tuple[Status, str] | None = None
        self._why_no_test_ran = ""
        self._results = Results()
        self._begun: set[str] = set()
        # Which kata it is at, and which test of it, unless the answer is imported.
        self._kata, self._test = "", ""
        self._has_begun = False
        self._work_before = 0.0
        self._began = self._last_news = time.monotonic()

    def take_in(self, what: str, work: float, *arguments: Any) -> None:
        """Take in a message.

        Args:
            what: what it is about.
            work: how many seconds the processor has worked for the process so far.
            arguments: what there is to know.
        """
        self._has_begun = True
        if what == "alive":
            self._see_how_it_goes(work)
            return
        self._last_news = time.monotonic()
        if what == "at":
            self._work_before = work
            self._kata, self._test = arguments
            if self._test:
                self._begun.add(self._kata)
        elif what == "result":
            self._add(*arguments)
        elif what == "broken":
            (self._why_no_test_ran,) = arguments
        elif what == "done":
            self._end(*arguments)

    def end_in(self, status: Status, text: str) -> None:
        """Take note of what keeps the process from its regular end."""
        self._trouble = (status, text)
        self.is_over = True

    def end_in_silence(self, seconds: float) -> None:
        """Take note that there was no news for so many real seconds."""
        text = f"This machine is too busy to judge: no news for {seconds:g} s."
        self.end_in(Status.BUSY, text)

    def verdicts(self, katas: Sequence[Kata]) -> dict[Kata, Verdict]:
        """Return a verdict on each of the katas for which there is one.

        Trouble concerns the kata that the process was at, or the only one.

        Args:
            katas: the katas that the process was to judge.
        """
        verdicts = {}
        seconds = time.monotonic() - self._began
        for kata in katas:
            name = str(kata)
            if self._trouble is None or (name in self._begun and name != self._kata):
                status, results = self._results.status(name), self._results.of(name)
                verdicts[kata] = Verdict(kata, status, results, seconds)
            elif name == self._kata or len(katas) == 1:
                verdicts[kata] = self._in_trouble(kata, seconds, *self._trouble)
        return verdicts

    def _see_how_it_goes(self, work: float) -> None:
        if work - self._work_before > SECONDS_OF_WORK:
            text = f"It kept the processor busy for {SECONDS_OF_WORK:g} s."
            self.end_in(Status.HUNG, text)
        elif time.monotonic() - self._last_news > SECONDS_WITHOUT_NEWS:
            self.end_in_silence(SECONDS_WITHOUT_NEWS)

    def _add(self, kata: str, test: str, values: dict[str, Any]) -> None:
        result = Result.from_json(values)
        if self._results.add(kata, test, result) and self._tell is not None:
            self._tell(result)

    def _end(self, status: int, said: str) -> None:
        self.is_over = True
        has_run_all = status in (0, 1)
        if not has_run_all:
            text = f"pytest could not run the suite: exit status {status}."
            self.end_in(Status.NOT_JUDGED, self._why_no_test_ran or said or text)

    def _in_trouble(
        self, kata: Kata, seconds: float, status: Status, text: str
    ) -> Verdict:
        if status in NO_VERDICT:
            return Verdict(kata, status, (), seconds, text)
        if not self._has_begun:
            text = _DID_NOT_BEGIN
        elif self._kata:
            where = f"in {self._test}" if self._test else "being imported"
            text = f"{text} It was {where}."
        return Verdict(kata, status, self._results.of(str(kata)), seconds, text)
