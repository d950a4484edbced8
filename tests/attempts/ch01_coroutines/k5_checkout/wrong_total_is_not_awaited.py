"""Puts a coroutine on the receipt instead of a price.

Caught by: test_it_returns_the_receipt
"""


async def checkout(user_id, api):
    user = await api.user(user_id)
    address = await api.address(user)
    cart = await api.cart(user)
    return Receipt(user, address, cart, api.price(cart))
