"""Price the cart of a user.

A shop asks its services about a user. Some questions need an earlier answer.

Given      User, Cart, Receipt, and Api, whose calls take their time
You write  checkout
Tools      await, one coroutine after another
Level      core
Time       15 minutes
"""

import asyncio
from dataclasses import dataclass


@dataclass(frozen=True)
class User:
    """Somebody who buys."""

    id: int
    name: str


@dataclass(frozen=True)
class Cart:
    """What they buy."""

    user: User
    items: tuple[str, ...]


@dataclass(frozen=True)
class Receipt:
    """What they get."""

    user: User
    address: str
    cart: Cart
    total: int


class Api:
    """The services of the shop. Each call takes a while."""

    async def user(self, user_id: int) -> User:
        """Return the user with this id."""
        await asyncio.sleep(0.1)
        return User(user_id, "Ada")

    async def address(self, user: User) -> str:
        """Return where the user lives."""
        await asyncio.sleep(0.1)
        return f"{user.name}'s house"

    async def cart(self, user: User) -> Cart:
        """Return the cart of the user."""
        await asyncio.sleep(0.1)
        return Cart(user, ("tea", "cup"))

    async def price(self, cart: Cart) -> int:
        """Return what the cart costs, in cents."""
        await asyncio.sleep(0.1)
        return 250 * len(cart.items)


async def checkout(user_id: int, api: Api) -> Receipt:
    """Ask the services, and return the receipt.

    Ask each service exactly once: for the address and the cart when the user
    is known, for the price when the cart is known.

    Example:
        await checkout(7, api)  ->  Receipt(user, address, cart, total)

    Raises:
        What a service raises. Then no call goes on, and what needs the missing
            answer is not asked for.
    """
    user = await api.user(user_id)
    address = await api.address(user)
    cart = await api.cart(user)
    total = await api.price(cart)
    return Receipt(user, address, cart, total)


if __name__ == "__main__":
    print(asyncio.run(checkout(7, Api())))
