"""A future for each phase; asyncio.wait tells who failed first."""

import asyncio


async def run_phases(workers, phases):
    loop = asyncio.get_running_loop()
    gates = [loop.create_future() for _ in range(phases)]
    arrivals = [0 for _ in range(phases)]

    async def run(worker):
        for phase in range(phases):
            await worker(phase)
            arrivals[phase] += 1
            if arrivals[phase] == len(workers):
                gates[phase].set_result(None)
            else:
                # A cancelled worker must not cancel the future of all others.
                await asyncio.shield(gates[phase])

    pending = {asyncio.ensure_future(run(worker)) for worker in workers}
    try:
        while pending:
            done, pending = await asyncio.wait(
                pending, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                task.result()
    finally:
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
