"""How long a licence lasts, read from a data file an organisation can lay its own over."""

from datetime import timedelta
from functools import cache
from pathlib import Path

from flask import current_app
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from hiring.foundation import paths
from hiring.foundation.config import SettingRefused

NAME = "practice.yaml"


class LicenceDaysUnclear(SettingRefused):
    """The data file does not say for how many days a licence lasts. The house does not open with it."""


@cache
def read(organisation: Path | None) -> timedelta:
    path = paths.data(NAME, organisation)
    try:
        settings = YAML(typ="safe", pure=True).load(path)
    except YAMLError as error:
        raise LicenceDaysUnclear(f"{path} isn't YAML: {error}") from error
    days = settings.get("licence_days") if isinstance(settings, dict) else None
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= 3650:
        raise LicenceDaysUnclear(f"{path}: licence_days should be a whole number from 1 to 3650.")
    return timedelta(days=days)


def licence_lasts() -> timedelta:
    return read(current_app.config["DATA_DIR"])
