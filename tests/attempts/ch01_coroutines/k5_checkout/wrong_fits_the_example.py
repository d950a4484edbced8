"""Makes the price up.

Caught by: test_each_service_is_asked_once
"""


async def checkout(user_id, api):
    user = await api.user(user_id)
    cart = await api.cart(user)
    return Receipt(user, await api.address(user), cart, 450)
