"""One generator of pages, and one that flattens them."""


async def paginate(get_page, first):
    async for page in _pages(get_page, first):
        for item in page.items:
            yield item


async def _pages(get_page, link):
    while True:
        page = await get_page(link)
        yield page
        if page.next is None:
            return
        link = page.next
