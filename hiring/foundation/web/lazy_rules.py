"""The addresses of pages, of which only those that are linked to cost anything."""

from collections.abc import Callable
from functools import cache
from typing import Any

from werkzeug.routing import Rule


class LazyRule(Rule):
    """Compiles the function that builds its address when the first link is made: two for every page would be
    most of what it costs to make the app."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = cache(lambda: super(LazyRule, self)._compile_builder(append_unknown))

        def build(rule: Rule, /, **values: Any) -> tuple[str, str]:
            return compiled()(rule, **values)

        return build
