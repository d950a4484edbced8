"""Asks the abstract base class."""


async def maybe_await(value):
    if isinstance(value, Awaitable):
        value = await value
    return value
