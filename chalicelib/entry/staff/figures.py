"""The figures, and the cases behind each number of them."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.ports import Reading
from chalicelib.application.read_figures import (
    cases_behind,
    read_causes,
    read_figures,
    read_figures_for_others,
    read_year,
)
from chalicelib.domain.calendar import london_date
from chalicelib.domain.policy import Action
from chalicelib.entry.asked_figures import asked_behind, asked_quarter, asked_year
from chalicelib.entry.doors import Request, page
from chalicelib.entry.responses import download, html
from chalicelib.presentation.cases_behind import cases_behind_page
from chalicelib.presentation.causes_page import AS_CSV, causes_csv, causes_page
from chalicelib.presentation.causes_page import PATH as CAUSES
from chalicelib.presentation.figures_for_others import PATH as FOR_OTHERS
from chalicelib.presentation.figures_for_others import for_others_page
from chalicelib.presentation.figures_page import CASES, PATH, figures_page
from chalicelib.presentation.pages import render
from chalicelib.presentation.people import people_of
from chalicelib.presentation.year_page import PATH as REPORT
from chalicelib.presentation.year_page import year_page

doors = Blueprint(__name__)


@page(doors, "GET", PATH, who=Action.READ_FIGURES)
def figures(request: Request, reading: Reading) -> Response:
    """What is open and overdue, and how promises were kept by month."""
    shown = figures_page(read_figures(request.staff, reading), request.urls)
    return html(render("staff/figures.html", request.frame, page=shown))


@page(doors, "GET", FOR_OTHERS, who=Action.READ_FIGURES)
def others(request: Request, reading: Reading) -> Response:
    """The figures that may be handed to partners."""
    shown = for_others_page(read_figures_for_others(request.staff, reading))
    return html(render("staff/figures_for_others.html", request.frame, page=shown))


@page(doors, "GET", REPORT, who=Action.READ_FIGURES)
def report(request: Request, reading: Reading) -> Response:
    """The breakdown of a year for the partners, and its return."""
    found = read_year(request.staff, reading, asked_year(request.query))
    organisation = reading.policies.organisation(request.staff.organisation)
    shown = year_page(found, reading.policies.current(organisation).pack, request.urls)
    return html(render("staff/year_report.html", request.frame, page=shown))


@page(doors, "GET", CAUSES, who=Action.READ_FIGURES)
def causes(request: Request, reading: Reading) -> Response:
    """What was behind the complaints of a quarter, to read or for a spreadsheet."""
    found = read_causes(request.staff, reading, asked_quarter(request.query))
    organisation = reading.policies.organisation(request.staff.organisation)
    shown = causes_page(found, reading.policies.current(organisation).pack, request.urls)
    if request.query.get("form") == AS_CSV:
        name = f"root-causes-{found.quarter.ends_on.isoformat()}.csv"
        return download(causes_csv(shown), "text/csv; charset=utf-8", name)
    return html(render("staff/causes.html", request.frame, page=shown))


@page(doors, "GET", CASES, who=Action.READ_FIGURES)
def behind(request: Request, reading: Reading) -> Response:
    """The cases that a number counts."""
    today = london_date(reading.clock.now())
    asked = asked_behind(request.query, today)
    found = cases_behind(asked, request.staff, reading, after=request.query.get("after", ""))
    organisation = reading.policies.organisation(request.staff.organisation)
    pack = reading.policies.current(organisation).pack
    people = people_of(reading.directory.staff(organisation.id), pack)
    shown = cases_behind_page(asked, found, people, request.urls, today=today)
    return html(render("staff/cases_behind.html", request.frame, page=shown))
