"""`hiring routes`: the pages and their guards."""

import json

import click
from flask import Flask

from hiring.commands.context import with_unchecked_pages
from hiring.foundation.web.access import guard_of


@click.command()
@click.option("--json", "as_json", is_flag=True, help="A list of objects with method, path and guard.")
@with_unchecked_pages
def routes(app: Flask, as_json: bool) -> None:
    """List every page and its guard."""
    listed = [
        {"method": method, "path": rule.rule, "guard": guard_of(app, rule.endpoint)}
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    listed.sort(key=lambda route: (str(route["path"]), str(route["method"])))
    if as_json:
        click.echo(json.dumps(listed, indent=2))
        return
    for route in listed:
        click.echo(f"{route['method']:<5} {route['path']:<60} {route['guard']}")
