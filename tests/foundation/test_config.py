"""Settings are refused with a sentence that names them."""

import pytest

from hiring.foundation import config

SOUND = {"HIRING_SECRET_KEY": "a-secret-of-more-than-thirty-two-characters"}


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("HIRING_SECRET_KEY", "", "HIRING_SECRET_KEY is not set"),
        ("HIRING_SECRET_KEY", "short", "too easy to guess"),
        ("HIRING_SECRET_KEY", "a" * 64, "too easy to guess"),
        ("HIRING_DATABASE_URL", "mysql://x", "must start with sqlite:/// or postgresql://"),
        ("HIRING_ZONE", "Middle/Earth", "must be a zone such as"),
        ("HIRING_ZONE", "../../etc/passwd", "must be a zone such as"),
        ("HIRING_BASE_URL", "hiring.example.org", "must look like https://"),
        ("HIRING_BEHIND_TLS", "perhaps", "write yes or no"),
        ("HIRING_IDLE_MINUTES", "0", "a whole number from 5 to 720"),
        ("HIRING_THREADS", "²", "a whole number from 1 to 64"),
        ("HIRING_DATA_DIR", "/nowhere/at/all", "which is not a folder"),
        ("HIRING_SECERT_KEY", "x", "HIRING_SECERT_KEY is not a setting. The settings are: "),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_name(name, value, says):
    with pytest.raises(config.SettingRefused) as refused:
        config.from_environment(SOUND | {name: value})
    assert name in str(refused.value)
    assert says in str(refused.value)


def test_every_setting_but_the_secret_has_a_default(tmp_path):
    settings = config.from_environment(SOUND | {"HIRING_STATE_DIR": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path / 'hiring.sqlite'}"
    assert (settings.idle_minutes, settings.behind_tls) == (30, False)


def test_a_plain_postgresql_address_gets_its_driver():
    settings = config.from_environment(SOUND | {"HIRING_DATABASE_URL": "postgres://me@there/hiring"})
    assert settings.database_url == "postgresql+psycopg://me@there/hiring"
