"""Gathers the jobs: their tasks have no names of ours.

Caught by: test_each_job_knows_its_name
"""

import asyncio


async def named_results(jobs):
    return dict(zip(jobs, await asyncio.gather(*jobs.values())))
