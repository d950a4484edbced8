"""Asks for the user once for the cart and once for the address.

Caught by: test_each_service_is_asked_once
"""


async def checkout(user_id, api):
    cart = await api.cart(await api.user(user_id))
    user = await api.user(user_id)
    total = await api.price(cart)
    return Receipt(user, await api.address(user), cart, total)
