"""Reads the whole body into memory.

Caught by: test_no_write_is_larger_than_a_chunk
"""

import asyncio


async def save_file(session, url, path, *, chunk=65536, on_progress=None):
    async with session.get(url, raise_for_status=True) as response:
        body = await response.read()
    await asyncio.to_thread(path.write_bytes, body)
    if on_progress:
        on_progress(len(body))
    return len(body)
