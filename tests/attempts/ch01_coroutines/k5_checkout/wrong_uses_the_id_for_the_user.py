"""Asks for the cart with the id, and does not wait for the user.

Caught by: test_each_service_gets_the_answer_it_needs
"""


async def checkout(user_id, api):
    cart = await api.cart(user_id)
    user = await api.user(user_id)
    return Receipt(user, await api.address(user), cart, await api.price(cart))
