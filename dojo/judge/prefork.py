"""Judges at every save: each answer in a process that was ready before it was saved."""

import asyncio
import contextlib
from pathlib import Path

from dojo.course.kata import Kata
from dojo.judge.hearing import Listener
from dojo.judge.process import JudgingProcess, judge, start_server
from dojo.report.verdict import Result, Verdict


class Prefork:
    """Keeps one process ready, and replaces it when it has had its job.

    Args:
        folder: where the answers lie, laid out like `katas/`.
    """

    def __init__(self, folder: Path) -> None:
        start_server()
        self._folder = folder
        self._spare: asyncio.Task[JudgingProcess] | None = None
        self._taking, self._others = asyncio.Lock(), asyncio.Lock()

    def prepare(self) -> None:
        """Get a process ready, unless there is one."""
        if self._spare is None:
            begin = asyncio.to_thread(JudgingProcess, self._folder)
            self._spare = asyncio.create_task(begin)

    async def judge(self, kata: Kata, tell: Listener) -> Verdict:
        """Judge the answer to a kata as it is now.

        Cancelling this ends the answer at once, whatever it does.

        Args:
            kata: the exercise.
            tell: is called with what came of each test, as soon as that is known.
        """
        process = await self._take_spare()
        loop = asyncio.get_running_loop()

        def tell_here(result: Result) -> None:
            # The window may have been closed meanwhile, and its loop with it.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(tell, result)

        try:
            verdicts = await asyncio.to_thread(process.judge, [kata], tell_here)
            return verdicts[kata]
        except asyncio.CancelledError:
            process.kill()
            raise
        finally:
            # A verdict need not wait until its process has ended.
            loop.run_in_executor(None, process.close)
            self.prepare()

    async def judge_another(self, kata: Kata) -> Verdict:
        """Judge a kata that nobody waits for, when those before it have been judged."""
        async with self._others:
            return await asyncio.to_thread(judge, kata, self._folder)

    async def forget(self) -> None:
        """End the process that is ready: it may have read what has changed since."""
        if self._spare is not None:
            process = await self._take_spare()
            process.kill()
            process.close()

    async def _take_spare(self) -> JudgingProcess:
        # One after another: one process has one job.
        async with self._taking:
            process = await self._spare_process()
            if process.has_ended():
                # It got ready while files of the judge were gone.
                process.close()
                process = await self._spare_process()
            return process

    async def _spare_process(self) -> JudgingProcess:
        self.prepare()
        assert self._spare is not None
        process = await asyncio.shield(self._spare)
        self._spare = None
        return process
