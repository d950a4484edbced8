"""Flattens what is inside the items too.

Caught by: test_an_item_may_be_anything
"""


async def paginate(get_page, first):
    link = first
    while link is not None:
        page = await get_page(link)
        for item in page.items:
            if isinstance(item, list):
                for inner in item:
                    yield inner
            elif item is not None:
                yield item
        link = page.next
