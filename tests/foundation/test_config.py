"""Settings are refused with a sentence that names them."""

import pytest

from hiring.foundation import config

SOUND = {"HIRING_SECRET_KEY": "a-secret-of-more-than-thirty-two-characters"}


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("HIRING_SECRET_KEY", "", "HIRING_SECRET_KEY isn't set"),
        ("HIRING_SECRET_KEY", "short", "too easy to guess"),
        ("HIRING_SECRET_KEY", "a" * 64, "too easy to guess"),
        ("HIRING_DATABASE_URL", "mysql://x", "must start with sqlite:/// or postgresql://"),
        ("HIRING_ZONE", "Middle/Earth", "must be a zone such as"),
        ("HIRING_ZONE", "../../etc/passwd", "must be a zone such as"),
        ("HIRING_BASE_URL", "hiring.example.org", "must look like https://"),
        ("HIRING_BEHIND_TLS", "perhaps", "write yes or no"),
        ("HIRING_IDLE_MINUTES", "0", "a whole number from 5 to 720"),
        ("HIRING_THREADS", "²", "a whole number from 1 to 64"),
        ("HIRING_DATA_DIR", "/nowhere/at/all", "which isn't a folder"),
        ("HIRING_SMTP_URL", "mail.example.org", "must look like smtps://"),
        ("HIRING_SMTP_URL", "smtps://:465", "must look like smtps://"),
        ("HIRING_SMTP_URL", "smtps://mail.example.org:many", "must look like smtps://"),
        ("HIRING_SMTP_URL", "smtps://me:pass#word@mail.example.org", "Write # / ? : @ % of a password as %23"),
        ("HIRING_SMTP_URL", "smtps://me@mail.example.org", "a name without a password"),
        ("HIRING_SMTP_URL", "smtp+plain://me:secret@mail.example.org", "anyone on the way can read"),
        ("HIRING_SMTP_URL", "smtps://mail.example.org", "HIRING_MAIL_FROM isn't"),
        ("HIRING_MAIL_FROM", "Hiring <hiring@example.org>", "must be an address alone"),
        ("HIRING_BASE_URL", "https://.example.org", "whose host cannot be a name"),
        ("HIRING_SECERT_KEY", "x", "HIRING_SECERT_KEY isn't a setting. The settings are: "),
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


def test_links_lead_to_the_port_that_is_served_unless_an_address_is_set():
    assert config.from_environment(SOUND).base_url == "http://localhost:8000"
    assert config.from_environment(SOUND, port=8123).base_url == "http://localhost:8123"
    given = SOUND | {"HIRING_BASE_URL": "https://hiring.example.org"}
    assert config.from_environment(given, port=8123).base_url == "https://hiring.example.org"


def test_a_plain_postgresql_address_gets_its_driver():
    settings = config.from_environment(SOUND | {"HIRING_DATABASE_URL": "postgres://me@there/hiring"})
    assert settings.database_url == "postgresql+psycopg://me@there/hiring"


@pytest.mark.parametrize(
    ("url", "host", "port", "security", "password"),
    [
        ("smtps://me:s3%23%2Ft@mail.example.org", "mail.example.org", 465, "tls", "s3#/t"),
        ("smtp://me:hunter2@mail.example.org:2525/", "mail.example.org", 2525, "starttls", "hunter2"),
        ("smtp+plain://localhost", "localhost", 25, "none", ""),
    ],
)
def test_the_mail_server_is_one_address_and_its_password_is_shown_nowhere(url, host, port, security, password):
    settings = config.from_environment(SOUND | {"HIRING_SMTP_URL": url, "HIRING_MAIL_FROM": "hiring@example.org"})
    server = settings.mail_server
    assert (server.host, server.port, server.security, server.password) == (host, port, security, password)
    assert not password or password not in repr(settings)


@pytest.mark.parametrize("url", ["smtps://me:hunter2#@mail", "smtp+plain://me:hunter2@mail", "imap://me:hunter2@mail"])
def test_a_refused_mail_server_does_not_repeat_the_password(url):
    with pytest.raises(config.SettingRefused) as refused:
        config.from_environment(SOUND | {"HIRING_SMTP_URL": url, "HIRING_MAIL_FROM": "hiring@example.org"})
    assert "hunter2" not in str(refused.value)


def test_without_a_mail_server_mail_comes_from_our_own_host():
    settings = config.from_environment(SOUND | {"HIRING_BASE_URL": "https://hiring.example.org:8443"})
    assert (settings.mail_server, settings.mail_from) == (None, "hiring@hiring.example.org")
