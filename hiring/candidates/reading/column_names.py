"""The names that columns of candidates have in trackers' exports, in English and German; the surer name first.

They are compared in lower case, without accents and with one space for every other sign; a plural is a name too.
"""

LABELS = {
    "first": "First name",
    "last": "Last name",
    "name": "Full name",
    "email": "Email",
    "phone": "Phone",
    "applied": "Date applied",
    "stage": "Status",
    "source": "Found us by",
    "reference": "Other system's number",
    "job": "Job",
    "note": "Note",
}

NAMES: dict[str, tuple[str, ...]] = {
    "first": (
        *("first name", "given name", "forename", "firstname", "candidate first name", "applicant first name"),
        *("first", "vorname", "rufname"),
    ),
    "last": (
        *("last name", "surname", "family name", "lastname", "candidate last name", "applicant last name", "last"),
        *("nachname", "familienname", "zuname"),
    ),
    "name": (
        *("full name", "fullname", "candidate name", "applicant name", "applicant s name", "name", "candidate"),
        *("applicant", "person", "vollstandiger name", "bewerbername", "name des bewerbers", "kandidat", "bewerber"),
        *("bewerberin", "name der bewerberin", "name der bewerbenden person", "partner name"),
    ),
    "email": (
        *("email", "e mail", "email address", "e mail address", "candidate email", "candidate email address"),
        *("primary email", "primary email address", "personal email", "contact email", "applicant email", "mail"),
        *("email id", "email from", "e mail adresse", "email adresse", "mailadresse", "bewerber e mail"),
    ),
    "phone": (
        *("phone", "phone number", "telephone", "telephone number", "mobile", "mobile phone", "mobile number"),
        *("candidate phone", "candidate phone number", "primary phone", "primary phone number", "cell", "cell phone"),
        *("tel", "contact number", "partner phone", "telefon", "telefonnummer", "handy", "handynummer"),
        *("mobil", "mobiltelefon", "mobilnummer", "rufnummer"),
    ),
    "applied": (
        *("applied at", "applied on", "applied", "date applied", "applied date", "application date", "apply date"),
        *("date of application", "application submitted at", "submitted at", "submitted on", "submitted"),
        *("date submitted", "received", "received on", "bewerbungsdatum", "datum der bewerbung", "beworben am"),
        *(
            "bewerbung vom",
            "eingangsdatum",
            "eingegangen am",
            "eingang",
            "application created at",
            "job application created at",
        ),
        *("created at", "creation time", "date added", "creation date"),
        *("created on", "erstellt am", "angelegt am", "date", "datum", "created"),
    ),
    "stage": (
        *("application status", "candidate status", "applicant status", "final status", "status", "current status"),
        *("bewerbungsstatus", "bewerberstatus", "stage", "current stage", "application stage", "pipeline stage"),
        *("stage name", "phase", "aktuelle phase", "recruiting phase", "bewerbungsphase", "final phase", "state"),
    ),
    "source": (
        *("source", "source name", "candidate source", "application source", "application channel", "channel"),
        *("recruiting channel", "how did you hear about us", "referrer", "quelle", "bewerbungsquelle"),
        *("bewerbungskanal", "recruiting kanal", "kanal", "herkunft"),
    ),
    "reference": (
        *("application id", "candidate id", "applicant id", "external reference", "reference", "external id"),
        *("candidate number", "reference number", "bewerbungs id", "bewerber id", "kandidaten id", "kandidatennummer"),
        *("bewerbernummer", "bewerbungsnummer", "referenznummer", "id"),
    ),
    "job": (
        *("job", "job name", "job opening", "job position", "applied position", "position", "post", "opening"),
        *("vacancy", "requisition", "role", "posting", "posting title", "job posting", "applied job"),
        *("job title", "stelle", "stellenbezeichnung", "stellentitel", "jobname", "vakanz", "ausschreibung"),
    ),
    "note": (
        *("note", "comment", "remark", "applicant note", "notiz", "notizen", "kommentar", "kommentare"),
        *("bemerkung", "bemerkungen", "anmerkung", "anmerkungen"),
    ),
}
