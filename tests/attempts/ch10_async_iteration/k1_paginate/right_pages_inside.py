"""A generator of pages, and a loop that takes them apart."""


async def paginate(get_page, first):
    async def pages():
        page = first
        while True:
            items, page = await get_page(page)
            yield items
            if page is None:
                return

    async for items in pages():
        for item in items:
            yield item
