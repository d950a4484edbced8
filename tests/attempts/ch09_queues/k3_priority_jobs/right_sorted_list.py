"""A list that is kept sorted, and a set of tasks."""

import asyncio
import bisect


class JobQueue:
    def __init__(self):
        self.waiting = []
        self.news = asyncio.Event()

    def submit(self, priority, job):
        bisect.insort_right(self.waiting, (priority, job), key=lambda entry: entry[0])
        self.news.set()

    async def run(self, workers):
        at_work = set()
        news = None
        try:
            while self.waiting or at_work:
                self.news.clear()
                while self.waiting and len(at_work) < workers:
                    _, job = self.waiting.pop(0)
                    at_work.add(asyncio.ensure_future(job()))
                news = asyncio.ensure_future(self.news.wait())
                done, _ = await asyncio.wait(
                    {news, *at_work}, return_when=asyncio.FIRST_COMPLETED
                )
                news.cancel()
                await asyncio.wait([news])
                for task in done - {news}:
                    at_work.discard(task)
                    task.result()
        finally:
            left = [task for task in (news, *at_work) if task is not None]
            for task in left:
                task.cancel()
            if left:
                await asyncio.wait(left)
