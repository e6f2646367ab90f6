"""A group of commands that is also a command: without the name of a command, it means the first of them."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup


class DefaultGroup(TyperGroup):
    """`koers vastgoed label GB-0004` means `koers vastgoed label toon GB-0004`; `… label sjabloon` is another.

    The default is the command that was added first. Only the group's own help is asked of the group itself.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the default command's name before words that name no command."""
        asks_help = bool(args) and args[0] in ctx.help_option_names
        if not asks_help and (not args or args[0] not in self.commands):
            args = [next(iter(self.commands)), *args]
        return super().parse_args(ctx, args)
