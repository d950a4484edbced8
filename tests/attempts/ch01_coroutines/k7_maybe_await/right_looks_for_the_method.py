"""Looks for the method on the class, as Python itself does."""


async def maybe_await(value):
    if hasattr(type(value), "__await__"):
        return await value
    return value
