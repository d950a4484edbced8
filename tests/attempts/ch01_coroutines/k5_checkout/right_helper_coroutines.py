"""Gives each step a coroutine function of its own."""


async def find_cart(user, api):
    return await api.cart(user)


async def find_total(cart, api):
    return await api.price(cart)


async def checkout(user_id, api):
    user = await api.user(user_id)
    cart = await find_cart(user, api)
    return Receipt(
        user=user,
        cart=cart,
        total=await find_total(cart, api),
        address=await api.address(user),
    )
