"""Analyses ratings in a spreadsheet, without a database: `hiring analyse`, and later a page.

`reading` turns a file into ratings or says why it can't; `report` turns the analysis into text, JSON or a page. It uses
`measurement` and `foundation` only, and no web server, so that the command starts quickly.
"""
