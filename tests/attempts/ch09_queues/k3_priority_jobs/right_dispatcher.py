"""A dispatcher waits for a free place first, and takes a job then."""

import asyncio
import heapq


class JobQueue:
    def __init__(self):
        self.heap = []
        self.submitted = 0
        self.news = asyncio.Event()

    def submit(self, priority, job):
        self.submitted += 1
        heapq.heappush(self.heap, (priority, self.submitted, job))
        self.news.set()

    async def run(self, workers):
        places = asyncio.Semaphore(workers)
        tasks = set()
        errors = []

        async def do(entry):
            not_begun.remove(entry)
            try:
                await entry[2]()
            except Exception as error:
                errors.append(error)
            finally:
                places.release()
                tasks.discard(asyncio.current_task())
                self.news.set()

        not_begun = []
        try:
            while self.heap or tasks:
                await places.acquire()
                while not self.heap and tasks:
                    self.news.clear()
                    await self.news.wait()
                if not self.heap:
                    break
                entry = heapq.heappop(self.heap)
                not_begun.append(entry)
                tasks.add(asyncio.create_task(do(entry)))
        except asyncio.CancelledError:
            left = list(tasks)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
            for entry in not_begun:
                heapq.heappush(self.heap, entry)
            raise
        if errors:
            raise ExceptionGroup("", errors)
