"""A Condition, and a counter of the phases that are over."""

import asyncio


class Gate:
    def __init__(self, size):
        self.size = size
        self.arrived = 0
        self.generation = 0
        self.changed = asyncio.Condition()

    async def wait(self):
        async with self.changed:
            mine = self.generation
            self.arrived += 1
            if self.arrived == self.size:
                self.arrived = 0
                self.generation += 1
                self.changed.notify_all()
            else:
                await self.changed.wait_for(lambda: self.generation != mine)


async def run_phases(workers, phases):
    gate = Gate(len(workers))
    failures = []

    async def run(worker):
        for phase in range(phases):
            try:
                await worker(phase)
            except Exception as error:
                failures.append(error)
                raise
            await gate.wait()

    try:
        async with asyncio.TaskGroup() as group:
            for worker in workers:
                group.create_task(run(worker))
    except BaseExceptionGroup:
        raise failures[0]
