"""Keeps what is left of a page on a stack, and the page in a variable."""


async def paginate(get_page, first):
    page, left = Page([], first), []
    while left or page.next is not None:
        if not left:
            page = await get_page(page.next)
            left = list(reversed(page.items))
        if left:
            yield left.pop()
