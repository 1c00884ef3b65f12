"""Forms that say what is wrong in a sentence, at the right field, and keep what was typed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime, time
from typing import Any, TypeVar, cast

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs lag behind 3.3
from wtforms.validators import NumberRange, Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from hiring.foundation import logs, text
from hiring.foundation.database import db
from hiring.foundation.ids import new_id
from hiring.foundation.text import LONGEST_LINE, LONGEST_TEXT
from hiring.foundation.web.errors import Refused, constraints_explained, final_rows_explained

T = TypeVar("T")


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form with a `form_id`, so that sending it twice is sending it once."""

    form_id = HiddenField(default=new_id)
    form_errors: Sequence[str]

    def values(self) -> dict[str, Any]:
        """What was typed, as plain values; neither tokens nor buttons."""
        return {name: value for name, value in self.data.items() if name not in {"csrf_token", "form_id"}}

    def refusals(self, **fields: str) -> AbstractContextManager[None, bool]:
        """Do an action; where it refuses, undo it and put its sentence at its field. The page is then shown again.

        `fields` says what this form calls a field that the action knows by another name: `people="by"`.
        """
        return cast("AbstractContextManager[None, bool]", self._refusals(fields))

    @contextmanager
    def _refusals(self, fields: Mapping[str, str]) -> Iterator[None]:
        try:
            inside = db.session.begin_nested() if "writing" in db.session.info else nullcontext()
            with constraints_explained(), final_rows_explained(), inside:
                yield
        except Refused as refused:
            logs.refused(type(refused), refused.field)
            self.refuse(refused.sentence, fields.get(refused.field or "", refused.field))

    def refuse(self, sentence: str, field: str | None = None) -> None:
        target = self._fields.get(field or "")
        if target is None:
            self.form_errors = [*self.form_errors, sentence]
        else:
            target.errors = [*target.errors, sentence]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(id of the control, sentence) for the summary at the top of the page, in the order of the page."""
        of_fields = [(_first_control(field), str(e)) for field in self for e in _flat(field.errors)]
        return [("form", str(e)) for e in self.form_errors] + of_fields


def filled(data: T | None) -> T:
    """What a field holds that its form requires, once the form is valid."""
    if data is None:
        raise ValueError("a form that was not validated has empty fields")
    return data


def _flat(errors: Any) -> list[Any]:
    if isinstance(errors, dict):
        return [message for nested in errors.values() for message in _flat(nested)]
    return [message for e in errors for message in (_flat(e) if isinstance(e, (list, tuple, dict)) else [e])]


def _first_control(field: Field) -> str:
    """A group of radios or boxes has no control of its own id; its first choice has."""
    return f"{field.id}-0" if isinstance(field, (RadioField, SelectMultipleField)) else str(field.id)


def line(
    label: str,
    *,
    hint: str = "",
    missing: str = "",
    most: int = LONGEST_LINE,
    kind: str = "text",
    **render: Any,
) -> StringField:
    """One line of text. With a `missing` sentence it must be filled in."""
    return StringField(
        label,
        description=hint,
        filters=[lambda value: text.tidy(value) if value is not None else None],
        validators=[_needed(missing), _no_longer_than(most)],
        render_kw={"type": kind, "maxlength": None} | render,
    )


def lines(label: str, *, hint: str = "", missing: str = "", most: int = LONGEST_TEXT, rows: int = 3) -> TextAreaField:
    """Several lines of text."""
    return TextAreaField(
        label,
        description=hint,
        filters=[_as_typed],
        validators=[_needed(missing), _no_longer_than(most)],
        render_kw={"rows": rows},
    )


def _as_typed(value: str | None) -> str | None:
    """To the letter, but nothing but blanks is nothing."""
    return value if value is None else text.kept(value) if value.strip() else ""


class _Day(DateField):
    def process_formdata(self, valuelist: Sequence[str]) -> None:
        given = [v.strip() for v in valuelist if v.strip()]
        self.data: date | None = None
        if not given:
            return
        try:
            self.data = datetime.strptime(given[0], "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            raise ValueError("Write the day as year-month-day, for example 2026-11-03.") from None
        if not 1990 <= self.data.year <= 2100:
            raise ValueError("That year can't be right.")


class _TimeOfDay(TimeField):
    def process_formdata(self, valuelist: Sequence[str]) -> None:
        given = [v.strip() for v in valuelist if v.strip()]
        self.data: time | None = None
        if not given:
            return
        try:
            self.data = time.fromisoformat(given[0][:5])
        except ValueError:
            raise ValueError("Write the time as hours and minutes, for example 14:30.") from None


class _Whole(IntegerField):
    def process_formdata(self, valuelist: Sequence[str]) -> None:
        given = [v.strip() for v in valuelist if v.strip()]
        self.data: int | None = None
        if not given:
            return
        if not given[0].lstrip("-").isdecimal() or len(given[0]) > 9:
            raise ValueError("Enter a whole number in digits.")
        self.data = int(given[0])


def day(label: str, *, hint: str = "", missing: str = "") -> DateField:
    return _Day(label, description=hint, validators=[_needed(missing)])


def time_of_day(label: str, *, hint: str = "", missing: str = "") -> TimeField:
    return _TimeOfDay(label, description=hint, validators=[_needed(missing)])


def whole(label: str, least: int, most: int, *, hint: str = "", missing: str = "") -> IntegerField:
    between = NumberRange(least, most, message=f"Write a number from {least} to {most}.")
    return _Whole(
        label, description=hint, validators=[_needed(missing), between], render_kw={"min": least, "max": most}
    )


class _Select(SelectField):
    def pre_validate(self, form: Any) -> None:
        if self.data not in {str(c.value) for c in _choices(self)}:
            raise ValidationError("Choose one from the list.")


class _Radios(RadioField):
    def pre_validate(self, form: Any) -> None:
        if self.data and self.data not in {str(c.value) for c in _choices(self)}:
            raise ValidationError("Choose one of these.")


class _Boxes(SelectMultipleField):
    option_widget = CheckboxInput()
    widget = ListWidget(prefix_label=False)

    def pre_validate(self, form: Any) -> None:
        if set(self.data or ()) - {str(c.value) for c in _choices(self)}:
            raise ValidationError("Choose from these.")


def _choices(field: Any) -> list[SelectChoice]:
    return list(field.choices or [])


def choices(pairs: Sequence[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


def select(
    label: str, pairs: Sequence[tuple[str, str]] = (), *, hint: str = "", missing: str = "", **more: Any
) -> SelectField:
    return _Select(label, choices=choices(pairs), description=hint, validators=[_needed(missing)], **more)


def radios(
    label: str, pairs: Sequence[tuple[str, str]] = (), *, hint: str = "", missing: str = "", **more: Any
) -> RadioField:
    """Nothing is chosen beforehand, and nothing needs to be unless `missing` says so."""
    return _Radios(
        label,
        choices=choices(pairs),
        description=hint,
        validators=[_needed(missing)],
        coerce=lambda value: None if value in (None, "", "None") else str(value),
        **more,
    )


def boxes(
    label: str, pairs: Sequence[tuple[str, str]] = (), *, hint: str = "", missing: str = "", **more: Any
) -> SelectMultipleField:
    return _Boxes(label, choices=choices(pairs), description=hint, validators=[_needed(missing)], **more)


def tick(label: str, *, hint: str = "", missing: str = "") -> BooleanField:
    return BooleanField(label, description=hint, validators=[_needed(missing)])


def _needed(missing: str) -> Callable[..., None]:
    if not missing:
        return Optional(strip_whitespace=True)

    def validate(_form: Any, field: Field) -> None:
        """Like DataRequired, but a sentence about the format, once given, is not overwritten by this one."""
        if field.errors:
            raise StopValidation
        empty = field.data is None or field.data is False or (isinstance(field.data, (str, list)) and not field.data)
        if empty:
            raise StopValidation(missing)

    vars(validate)["field_flags"] = {"required": True}
    return validate


def _no_longer_than(most: int) -> Callable[..., None]:
    def validate(_form: Any, field: Field) -> None:
        if field.data and len(field.data) > most:
            raise ValidationError(
                f"This is {len(field.data):,} characters long; at most {most:,} can be kept. Shorten it."
            )

    return validate
