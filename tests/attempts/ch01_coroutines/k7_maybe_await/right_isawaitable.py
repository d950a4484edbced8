"""Asks inspect."""

from inspect import isawaitable


async def maybe_await(value):
    return await value if isawaitable(value) else value
