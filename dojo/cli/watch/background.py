"""Judges answers while the window does other things."""

import asyncio
from pathlib import Path

from dojo.course.kata import Kata
from dojo.judge.hearing import Listener
from dojo.judge.prefork import Prefork
from dojo.judge.process import judge
from dojo.report.verdict import Verdict


class BackgroundJudge:
    """Judges what is shown in a process that is ready, and the rest in its turn.

    Args:
        folder: where the answers lie, laid out like `katas/`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._judge = Prefork(folder)
        self._others = asyncio.Lock()

    def prepare(self) -> None:
        """Get a process ready."""
        self._judge.prepare()

    async def forget(self) -> None:
        """End the process that is ready: it may have read what has changed since."""
        await self._judge.forget()

    async def judge(self, kata: Kata, tell: Listener) -> Verdict:
        """Judge the kata that is shown, at once.

        Cancelling this ends the answer, whatever it does.

        Args:
            kata: the exercise.
            tell: is called with what came of each test, as soon as that is known.
        """
        return await self._judge.judge(kata, tell)

    async def judge_another(self, kata: Kata) -> Verdict:
        """Judge another kata, when those before it have been judged."""
        async with self._others:
            return await asyncio.to_thread(judge, kata, self._folder)
