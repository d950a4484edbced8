"""An iterator of its own."""


class paginate:
    def __init__(self, get_page, first):
        self.get_page = get_page
        self.next_page = first
        self.items = iter(())

    def __aiter__(self):
        return self

    async def __anext__(self):
        while True:
            for item in self.items:
                return item
            if self.next_page is None:
                raise StopAsyncIteration
            items, self.next_page = await self.get_page(self.next_page)
            self.items = iter(items)
