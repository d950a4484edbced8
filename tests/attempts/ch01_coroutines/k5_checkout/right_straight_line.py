"""Asks one service after another."""


async def checkout(user_id, api):
    user = await api.user(user_id)
    cart = await api.cart(user)
    total = await api.price(cart)
    return Receipt(user, await api.address(user), cart, total)
