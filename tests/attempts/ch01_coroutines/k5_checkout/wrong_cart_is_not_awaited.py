"""Hands a coroutine to price() instead of a cart.

Caught by: test_it_returns_the_receipt
"""


async def checkout(user_id, api):
    user = await api.user(user_id)
    address = await api.address(user)
    cart = api.cart(user)
    total = await api.price(cart)
    return Receipt(user, address, cart, total)
