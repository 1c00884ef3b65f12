"""`hiring analyse` on published data, on difficult data, and what its page may never do."""

from __future__ import annotations

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from hiring.analyse.command import analyse

DATA = Path(__file__).parent.parent / "data"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(analyse, [str(one) for one in arguments])


def told(*arguments: object) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def sheet(folder: Path, table: pd.DataFrame) -> Path:
    table.to_csv(folder / "ratings.csv", index=False)
    return folder / "ratings.csv"


def wide(folder: Path, **people: list[object]) -> Path:
    rows = [[name, *marks] for name, marks in people.items()]
    judges = [f"judge {at}" for at in range(1, len(rows[0]))]
    return sheet(folder, pd.DataFrame(rows, columns=["candidate", *judges]))


def many(candidates: int, seed: int = 1, criteria: tuple[str, ...] = ("care",), panels: bool = True) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    rows = []
    for person in range(candidates):
        met = rng.choice(9, 3, replace=False)
        for criterion in criteria:
            true = rng.normal(3, 0.6)
            for one in met if panels else rng.choice(9, 3, replace=False):
                mark = int(np.clip(round(true + rng.normal(0, 0.6)), 1, 5))
                rows.append((f"c{person:03}", f"i{one}", criterion, mark))
    return pd.DataFrame(rows, columns=["candidate", "interviewer", "criterion", "score"])


def test_shrout_and_fleiss_come_out_as_published() -> None:
    print("P1: Shrout & Fleiss (1979)")
    found = told(DATA / "shrout_fleiss_1979.csv")
    assert list(found["components"].values()) == pytest.approx([2.5556, 5.2444, 1.0194], abs=5e-5)
    made = found["reliability"]
    assert [made[name] for name in ("icc_a1", "icc_ak", "icc_ck", "g")] == pytest.approx(
        [0.2898, 0.6201, 0.9093, 0.9093], abs=5e-5
    )
    assert (made["q"], made["k_harmonic"]) == (0, 4)
    # F(.975; 5, 15) and F(.975; 15, 5) give .676 to .986 exactly; the bootstrap comes near.
    assert made["ci"] == pytest.approx([0.676, 0.986], abs=0.12)


def test_penicillin_comes_out_as_in_lme4() -> None:
    print("P3: Penicillin, lme4")
    found = told(DATA / "penicillin.csv", "--candidate", "plate", "--interviewer", "sample", "--score", "diameter")
    assert found["reml_criterion"] == pytest.approx(330.8606, abs=5e-5)
    assert found["mean"] == pytest.approx(22.97222, abs=5e-6)
    assert found["candidates"][0]["blup"] == pytest.approx(0.80455, abs=5e-6)
    assert found["interviewers"][0]["leniency"] == pytest.approx(2.18706, abs=5e-6)


def test_the_json_has_exactly_the_promised_keys() -> None:
    found = told(DATA / "shrout_fleiss_1979.csv")
    assert list(found) == [
        "reading", "n_ratings", "n_candidates", "n_interviewers", "connected", "mean", "components", "reml_criterion",
        "reliability", "alpha_ordinal", "candidates", "interviewers", "warnings",
    ]  # fmt: skip
    assert list(found["reliability"]) == ["g", "q", "k_harmonic", "icc_a1", "icc_ak", "icc_ck", "ci", "no_ci"]
    assert list(found["alpha_ordinal"]) == ["value", "ci", "units"]
    assert list(found["candidates"][0]) == [
        "candidate", "n", "mean", "sd", "range", "adjusted", "blup", "se", "tie_group", "flags",
        "adjusted_ci", "level", "level_ci",
    ]  # fmt: skip
    assert list(found["interviewers"][0]) == ["interviewer", "n", "leniency", "se"]


def test_several_criteria_are_analysed_as_a_composite_and_each_is_summarised(tmp_path: Path) -> None:
    table = many(40, criteria=("care", "calm"))
    found = told(sheet(tmp_path, table))
    assert [one["criterion"] for one in found["criteria"]] == ["calm", "care"]
    both = table.groupby(["candidate", "interviewer"])["score"].mean().groupby("candidate").mean()
    assert [one["mean"] for one in found["candidates"]] == pytest.approx(both.tolist())
    assert found["n_ratings"] == 240
    assert set(found["criteria"][0]) >= {"components", "reliability", "alpha_ordinal", "n_ratings", "mean"}


def test_split_criteria_are_combined_and_said_to_be(tmp_path: Path) -> None:
    found = told(sheet(tmp_path, many(40, criteria=("care", "calm", "pride"), panels=False)))
    assert found["components"]["candidate"] is None
    assert any("each criterion was analysed by itself" in warning for warning in found["warnings"])
    assert all(one["adjusted"] is not None and one["tie_group"] for one in found["candidates"])
    assert 0 < found["reliability"]["g"] < 1
    assert found["reliability"]["ci"] is None
    assert all(one["leniency"] is not None and one["se"] > 0 for one in found["interviewers"])
    assert any("Leniency is that of whole scorecards" in warning for warning in found["warnings"])


def test_a_total_of_split_criteria_counts_each_criterion_once_and_is_never_of_some_only(tmp_path: Path) -> None:
    rows = [("ana", "m", "care", 5), ("ana", "l", "care", 4), ("ana", "k", "care", 3), ("ana", "n", "calm", 2),
            ("bo", "m", "care", 1), ("bo", "l", "care", 2), ("bo", "k", "care", 3), ("bo", "n", "calm", 4),
            ("cy", "m", "care", 3), ("cy", "l", "care", 4)]  # fmt: skip
    found = told(sheet(tmp_path, pd.DataFrame(rows, columns=["candidate", "interviewer", "criterion", "score"])))
    assert [one["mean"] for one in found["candidates"]] == [3, 3, None]
    assert found["candidates"][2]["adjusted"] is None
    assert any(warning.startswith("No total for cy:") for warning in found["warnings"])


def test_text_lists_people_by_name_and_never_by_score(tmp_path: Path) -> None:
    result = run(wide(tmp_path, zoe=[5, 5, 4], ana=[1, 2, 1], mo=[3, 3, 4]))
    assert result.exit_code == 0
    table = result.output.split("Tie group")[0]
    assert table.index("ana") < table.index("mo") < table.index("zoe")
    assert "What we don't know" in result.output
    assert "separate round" not in result.output
    assert "met the candidate alone" in result.output


def test_text_begins_with_what_matters_and_says_nothing_twice(tmp_path: Path) -> None:
    alike = run(wide(tmp_path, ana=[3, 4, 3], bo=[4, 3, 3], cy=[3, 3, 4])).output
    assert alike.startswith("No differences between candidates could be found.\n")
    apart = run(wide(tmp_path, ana=[5, 5, 5], bo=[1, 2, 1], cy=[1, 1, 2], di=[2, 1, 1])).output
    assert apart.startswith("1 of 4 candidates is ahead of all others, though so few marks can mislead.\n")
    talk = run(wide(tmp_path, ana=[1, 5, 5], bo=[4, 4, 4], cy=[1, 1, 2], di=[2, 2, 3])).output
    assert "Interviewers disagreed about 1 candidate: talk before deciding." in " ".join(talk.split())
    assert "\nana: 1, 5 and 5.\n" in talk
    for text in (alike, apart, talk, run(sheet(tmp_path, many(9, criteria=("care", "calm")))).output):
        sentences = [one for one in " ".join(text.split()).split(". ") if len(one) > 40]
        assert len(sentences) == len(set(sentences))


def test_text_says_why_a_reliability_is_unknown_and_not_something_else(tmp_path: Path) -> None:
    text = " ".join(run(wide(tmp_path, a=[3], b=[4], c=[2])).output.split())
    assert text.startswith("These marks can't tell anyone from anyone yet.")
    assert "Below is what would be enough." in text
    assert "don't differ" not in text


def test_marks_of_a_narrow_scale_keep_their_digits(tmp_path: Path) -> None:
    text = run(wide(tmp_path, a=[0.125, 0.135], b=[0.115, 0.12], c=[0.11, 0.105])).output
    assert "0.1300" in text
    assert "−0.0000" not in text


def test_questions_that_cannot_be_answered_are_null_with_a_warning(tmp_path: Path) -> None:
    found = told(wide(tmp_path, a=[3], b=[4], c=[2]))
    assert found["components"] == {"candidate": None, "interviewer": None, "residual": None}
    assert found["candidates"][0]["blup"] is None
    assert found["candidates"][0]["tie_group"] is None
    # Everybody met the same person, so there is nothing to adjust.
    assert found["candidates"][0]["adjusted"] == 3
    assert found["candidates"][0]["mean"] == 3
    assert any("would be enough" in warning for warning in found["warnings"])


def test_everybody_equal_is_one_tie_group_without_reliability(tmp_path: Path) -> None:
    found = told(wide(tmp_path, a=[3, 3], b=[3, 3], c=[3, 3]))
    assert [one["tie_group"] for one in found["candidates"]] == [1, 1, 1]
    assert found["components"] == {"candidate": 0, "interviewer": 0, "residual": 0}
    assert found["reliability"]["g"] is None
    assert found["reml_criterion"] is None
    assert run(wide(tmp_path, a=[3, 3], b=[3, 3])).exit_code == 0


def test_disconnected_interviewers_are_not_compared(tmp_path: Path) -> None:
    one, other = many(20), many(20, seed=2)
    other = other.assign(candidate="x" + other["candidate"], interviewer="x" + other["interviewer"])
    found = told(sheet(tmp_path, pd.concat([one, other])))
    assert found["connected"] is False
    groups = [
        {c["tie_group"] for c in found["candidates"] if c["candidate"].startswith("x") is far} for far in (True, False)
    ]
    assert groups[0].isdisjoint(groups[1])
    assert any("2 sets of interviewers" in warning for warning in found["warnings"])


def test_interviewers_who_met_one_candidate_each_leave_leniency_unknown(tmp_path: Path) -> None:
    table = many(30).assign(interviewer=lambda frame: range(len(frame)))
    found = told(sheet(tmp_path, table))
    assert found["components"]["interviewer"] is None
    assert found["interviewers"][0]["leniency"] is None
    assert found["reliability"]["g"] is not None


def test_bad_input_is_one_line_and_an_exit_code(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("candidate,interviewer,score\na,m,good\n")
    result = run(tmp_path / "bad.csv")
    assert result.exit_code == 1
    assert result.output == "Error: Row 2: “good” isn't a mark.\n"
    assert run(tmp_path / "bad.csv", "--scale", 5, 1).output == (
        "Error: The top of the scale must be above the bottom.\n"
    )


class Page(HTMLParser):
    """What a page asks of the outside world, and what stands on it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.asked += [str(value) for name, value in attrs if name in ("src", "href", "onclick", "onload")]


def test_the_page_needs_nothing_else_and_escapes_names(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    path = wide(tmp_path, **{evil: [5, 4, 4], "b&c": [2, 3, 2], "d": [3, 3, 5]})
    assert run(path, "--html", tmp_path / "page.html").exit_code == 0
    text = (tmp_path / "page.html").read_text()
    page = Page()
    page.feed(text)
    assert page.asked == []
    assert "script" not in page.tags
    assert page.tags.count("h1") == 1
    assert {"svg", "figure", "figcaption", "table", "caption"} <= set(page.tags)
    assert "b&amp;c" in text
    assert "@media print" in text


def test_the_command_loads_neither_a_server_nor_a_database_nor_templates() -> None:
    code = "import sys; from hiring.analyse.command import analyse; analyse([sys.argv[1]], standalone_mode=False);"
    code += "print(sorted({'flask', 'werkzeug', 'sqlalchemy', 'jinja2', 'wtforms', 'openpyxl'} & set(sys.modules)))"
    command = [sys.executable, "-c", code, str(DATA / "shrout_fleiss_1979.csv")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.endswith("\n[]\n")


def test_a_page_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    result = run(DATA / "shrout_fleiss_1979.csv", "--html", tmp_path / "no" / "page.html")
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert result.output.count("\n") == 1


def test_marks_smaller_than_any_axis_still_make_a_page(tmp_path: Path) -> None:
    path = wide(tmp_path, a=["3e-200", "4e-200"], b=["2e-200", "2e-200"])
    assert run(path, "--html", tmp_path / "page.html").exit_code == 0
