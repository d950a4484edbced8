"""Gathers outcomes, and cancels at the first failure by hand."""

import asyncio


async def sort_errors(coros):
    async def guarded(coro):
        nonlocal is_over
        try:
            await coro
        except asyncio.CancelledError:
            pass
        except BaseException as e:
            failures.append(e)
            if not is_over:
                is_over = True
                me = asyncio.current_task()
                for t in tasks:
                    if t is not me:
                        t.cancel()

    is_over, failures, counts = False, [], {ValueError: 0, OSError: 0}
    tasks = [asyncio.create_task(guarded(coro)) for coro in coros]
    await asyncio.gather(*tasks)
    rest = BaseExceptionGroup("failures", failures) if failures else None

    def size(e):
        inner = (
            getattr(e, "exceptions", None)
            if isinstance(e, BaseExceptionGroup)
            else None
        )
        return 1 if inner is None else sum(map(size, inner))

    for kind in counts:
        if rest:
            mine, rest = rest.split(kind)
            counts[kind] = size(mine) if mine else 0
    if rest:
        raise rest
    return Counts(counts[ValueError], counts[OSError])
