"""What the jurisdictions file says of the place where a hire works: that time ran out, and what a contract keeps."""

from typing import cast

from hiring.foundation import jurisdictions
from hiring.probation.models import Probation


def past_the_end(probation: Probation) -> str:
    """What it means where they work that a probation ran out, from the jurisdictions file."""
    return str(jurisdictions.at(probation.workplace.jurisdiction).facts.get("past_the_end", ""))


def contract_says(probation: Probation) -> dict[str, str]:
    """What agreeing to the expectations doesn't change where they work: what it `says`, its `source` and its day."""
    place = jurisdictions.at(probation.workplace.jurisdiction)
    given = cast("dict[str, object]", place.facts.get("contract") or {})
    if not given:
        return {}
    return {"says": str(given["says"]), "source": str(given.get("source", "")),
            "as_of": str(given.get("as_of", place.as_of)), "place": place.name}  # fmt: skip
