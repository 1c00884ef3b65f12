"""Exports of other systems: which system it is, and where each of its columns goes.

A format is cited where its maker publishes it. The others are guessed from what users show, and say so in their name.
"""

from datetime import date

import pytest

from hiring.candidates.reading.columns import proposed
from hiring.candidates.reading.matching import Known
from hiring.candidates.reading.table import read_candidates, read_table
from hiring.candidates.reading.trackers import source_key, tracker_of

PUBLISHED = [
    # https://help.lever.co/hc/en-us/articles/20087470372381-Migrating-Your-Data-Self-Service
    (
        "Lever",
        "Full-Name,Email,Date-Added,Stage,Archive-Reason,Archive-Date,Sources,Origin",
        "name,email,applied,stage,,,source,",
    ),
    # https://support.personio.de/hc/en-us/articles/360017278958-Export-application-data
    (
        "Personio",
        "Candidate ID,Candidate name,Gender,Email address,Birthday,Available from,Expected salary,Candidate location,"
        "Final phase,Final status,Phone number",
        "reference,name,,email,,,,,,stage,phone",
    ),
    # https://support.personio.de/hc/de/articles/115003425865-Import-von-Bewerbendendaten
    (
        "Personio",
        "Vorname;Nachname;E-Mail;Status;Jobname;Recruiting-Kanal;Bewerbungsdatum;Absagegrund;Kommentare;Geburtstag",
        "first;last;email;stage;job;source;applied;;note;",
    ),
    # https://support.greenhouse.io/hc/en-us/articles/360053674012-Bulk-import-candidates-from-spreadsheet
    ("", "First name,Last name,Email,Phone,Job,Source,Notes", "first,last,email,phone,job,source,note"),
    # https://github.com/frappe/hrms/blob/develop/hrms/hr/doctype/job_applicant/job_applicant.json
    (
        "Frappe",
        "Applicant Name,Email Address,Phone Number,Job Opening,Status,Source,Notes,Country",
        "name,email,phone,job,stage,source,note,",
    ),
    # https://github.com/odoo/odoo/blob/master/addons/hr_recruitment/models/hr_applicant.py
    (
        "Odoo",
        "Applicant's Name,Email,Phone,Applied on,Stage,Job Position,Refuse Reason,Recruiter",
        "name,email,phone,applied,stage,job,,",
    ),
]
GUESSED = [
    (
        "Greenhouse",
        "Candidate Name,First Name,Last Name,Email Addresses,Phone Numbers,Applied On,Application Status,Source Name,"
        "Application ID,Tags,Recruiter",
        ",first,last,email,phone,applied,stage,source,reference,,",
    ),
    (
        "Ashby",
        "Candidate Name,Primary Email Address,Primary Phone Number,Application Created At,Current Interview Stage,"
        "Application Status,Source,Job",
        "name,email,phone,applied,,stage,source,job",
    ),
    (
        "Teamtailor",
        "Candidate ID,First name,Last name,Email,Phone,Job,Stage,Job application created at,Source",
        "reference,first,last,email,phone,job,stage,applied,source",
    ),
    (
        "Teamtailor",
        "Vorname;Nachname;E-Mail;Telefonnummer;Stelle;Phase;Beworben am;Quelle;Pitch",
        "first;last;email;phone;job;stage;applied;source;",
    ),
    (
        "Workable",
        "Name,Email,Phone,Job,Stage,Disqualified,Source,Creation time",
        "name,email,phone,job,stage,,source,applied",
    ),
    (
        "LinkedIn",
        "First Name,Last Name,Headline,Current Company,Email Address,Phone Number,Profile URL,Notes",
        "first,last,,,email,phone,,note",
    ),
    ("LinkedIn", "Vorname;Nachname;E-Mail-Adresse;Telefon;Profil-URL", "first;last;email;phone;"),
    (
        "Indeed",
        "name,email,phone,status,candidate location,interest level,source,date",
        "name,email,phone,stage,,,source,applied",
    ),
    ("", "Name;E-Mail-Adressen;Handynummern;Eingangsdatum;Bemerkungen", "name;email;phone;applied;note"),
    ("", "Namen;E-Mails;Telefonnummern;Quellen;Kommentare", "name;email;phone;source;note"),
    ("", "Names,Emails,Phones,Sources,Comments,Jobs,Statuses", "name,email,phone,source,note,job,stage"),
]


def check(tracker, header, fields):
    separator = ";" if ";" in header else ","
    headings = header.split(separator)
    assert proposed(headings) == fields.split(separator)
    assert tracker_of(headings) == tracker


@pytest.mark.parametrize(("tracker", "header", "fields"), PUBLISHED)
def test_published_formats(tracker, header, fields):
    check(tracker, header, fields)


@pytest.mark.parametrize(("tracker", "header", "fields"), GUESSED)
def test_guessed_formats(tracker, header, fields):
    check(tracker, header, fields)


def test_what_is_chosen_for_a_source_beats_the_names_and_the_order_of_columns_does_not_matter():
    assert proposed(["Email", "Mail 2", "Name"], {"email": "", "mail 2": "email"}) == ["", "email", "name"]
    assert source_key(["Name", "E-Mail"]) == source_key(["e mail", "NAME"]) != source_key(["Name", "Email 2"])


def test_a_guessed_export_of_greenhouse_is_read_whole():
    content = (
        "All candidates,,,,,,,,\nExported 3 November 2026,,,,,,,,\n"
        "Candidate Name,First Name,Last Name,Email Addresses,Phone Numbers,Applied On,Application Status,"
        "Application ID\n"
        '"O\'Neill, Ciarán",Ciarán,O\'Neill,"ciaran@example.org; c@example.org","4,91512E+11",21/10/2026,Active,88231\n'
        '"Lee, Sam",Sam,Lee,sam@example.org,,10/09/2026,Rejected,88232\n'
    )
    reading = read_candidates(read_table(content.encode()), Known(), date(2026, 11, 3), "Host")
    first, second = reading.rows
    assert (first.number, first.name, first.email, first.phone) == (4, "Ciarán O'Neill", "ciaran@example.org", "")
    assert (second.closed, second.ticked, second.applied_on) == ("rejected in Greenhouse", False, date(2026, 9, 10))
