"""Keys with which a browser keeps unsaved text: one for each person and thing, told by nothing that is stored."""

import base64

from hiring.foundation.web.browser_keys import browser_key, whose_browser


def test_a_key_is_the_same_each_time_and_another_for_everybody_and_everything(app):
    mine = browser_key("pia", "seat")
    assert browser_key("pia", "seat") == mine
    others = [browser_key("pablo", "seat"), browser_key("pia", "other"), browser_key("piase", "at")]
    assert len({one.key for one in [mine, *others]}) == 4
    assert len({one.name for one in [mine, *others]}) == 4
    assert len(base64.b64decode(mine.key)) == 32


def test_names_say_nothing_and_keys_cannot_be_told_without_the_secret(app):
    mine = browser_key("pia", "seat")
    assert mine.who == whose_browser("pia") != "pia"
    assert "seat" not in mine.name
    app.config["SECRET_KEY"] = "another-secret-0123456789-abcdefghijklmnop"
    assert {browser_key("pia", "seat").key, browser_key("pia", "seat").name} & {mine.key, mine.name} == set()
