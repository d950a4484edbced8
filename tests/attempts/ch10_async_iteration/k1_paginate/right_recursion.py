"""The other pages are those of another call."""


async def paginate(get_page, first):
    items, following = await get_page(first)
    for item in items:
        yield item
    if following is not None:
        async for item in paginate(get_page, following):
            yield item
