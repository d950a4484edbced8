"""Loads, and processes then.

Caught by: test_loading_and_processing_overlap
"""


async def overlap(load_next, process, first):
    chunk, results = first, []
    while chunk is not None:
        results.append(await process(chunk))
        chunk = await load_next()
    return results
