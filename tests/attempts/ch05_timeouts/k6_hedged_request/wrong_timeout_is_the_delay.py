"""Takes a TimeoutError of the last replica for the end of the delay.

Caught by: test_a_timeout_is_a_failure_like_any_other
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    tasks, last = [], None
    try:
        for replica in replicas:
            tasks.append(asyncio.create_task(fetch(replica)))
            pending = {t for t in tasks if not t.done()}
            while pending:
                done, pending = await asyncio.wait(
                    pending,
                    timeout=delay if len(tasks) < len(replicas) else None,
                    return_when=asyncio.FIRST_COMPLETED,
                )
                for t in done:
                    if t.exception() is None:
                        return t.result()
                    if not isinstance(t.exception(), TimeoutError):
                        last = t.exception()
                if len(tasks) < len(replicas):
                    break
        raise last
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
