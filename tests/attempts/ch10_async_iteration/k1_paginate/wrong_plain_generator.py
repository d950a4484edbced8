"""A plain generator, of coroutines.

Caught by: test_the_items_of_all_pages_come_in_order
"""


def paginate(get_page, first):
    yield get_page(first)
