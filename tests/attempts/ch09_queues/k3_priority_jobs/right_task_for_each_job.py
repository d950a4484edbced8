"""Starts a task for each job while there is room, and waits for the first to end."""

import asyncio
import bisect


class JobQueue:
    def __init__(self):
        self.waiting = []
        self.news = asyncio.Event()

    def submit(self, priority, job):
        bisect.insort(self.waiting, (priority, job), key=lambda entry: entry[0])
        self.news.set()

    async def run(self, workers):
        at_work, begun, errors = set(), set(), []

        async def do(entry):
            begun.add(entry)
            try:
                await entry[1]()
            except Exception as error:
                errors.append(error)

        entries = {}
        news = None
        try:
            while self.waiting or at_work:
                while self.waiting and len(at_work) < workers:
                    entry = self.waiting.pop(0)
                    task = asyncio.create_task(do(entry))
                    entries[task] = entry
                    at_work.add(task)
                self.news.clear()
                news = asyncio.create_task(self.news.wait())
                done, _ = await asyncio.wait(
                    {*at_work, news}, return_when=asyncio.FIRST_COMPLETED
                )
                news.cancel()
                at_work -= done
        except asyncio.CancelledError:
            news.cancel()
            for task in at_work:
                task.cancel()
                if entries[task] not in begun:
                    self.submit(*entries[task])
            await asyncio.gather(*at_work, return_exceptions=True)
            raise
        if errors:
            raise ExceptionGroup("failed", errors)
