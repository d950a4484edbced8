"""Asks for the address in a task, and forgets the task when the price fails.

Caught by: test_an_exception_comes_through
"""

import asyncio


async def checkout(user_id, api):
    user = await api.user(user_id)
    address = asyncio.create_task(api.address(user))
    cart = await api.cart(user)
    total = await api.price(cart)
    return Receipt(user, await address, cart, total)
