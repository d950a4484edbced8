"""Asks for the address while it asks for the cart and its price."""

import asyncio


async def checkout(user_id, api):
    user = await api.user(user_id)

    async def cart_and_total():
        cart = await api.cart(user)
        return cart, await api.price(cart)

    address = asyncio.ensure_future(api.address(user))
    rest = asyncio.ensure_future(cart_and_total())
    try:
        await asyncio.gather(address, rest)
    except BaseException:
        address.cancel()
        rest.cancel()
        await asyncio.gather(address, rest, return_exceptions=True)
        raise
    cart, total = rest.result()
    return Receipt(user, address.result(), cart, total)
