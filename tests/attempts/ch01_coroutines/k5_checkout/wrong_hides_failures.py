"""Returns None where a service fails.

Caught by: test_an_exception_comes_through
"""


async def checkout(user_id, api):
    try:
        user = await api.user(user_id)
        cart = await api.cart(user)
        total = await api.price(cart)
        return Receipt(user, await api.address(user), cart, total)
    except Exception:
        return None
