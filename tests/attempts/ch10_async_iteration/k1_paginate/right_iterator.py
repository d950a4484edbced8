"""A class that is its own iterator."""


class paginate:
    def __init__(self, get_page, first):
        self.get_page = get_page
        self.link = first
        self.items = iter(())

    def __aiter__(self):
        return self

    async def __anext__(self):
        while True:
            for item in self.items:
                return item
            if self.link is None:
                raise StopAsyncIteration
            page = await self.get_page(self.link)
            self.items = iter(page.items)
            self.link = page.next
