"""What the register could not keep: it waits with the one that it was typed for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop_app.gui import offscreen_input
from desktop_app.gui.register.page import RegisterPage
from desktop_app.ops import entities
from desktop_app.ops.project import Project
from tests.unit.ops.naming import an_entity


def test_what_was_refused_waits_until_one_comes_back_to_it(project: Project, page: RegisterPage) -> None:
    ada, council = an_entity(project, "Ada Nordby"), an_entity(project, "Council")
    page.show_entity(ada.uid)
    page.form.affiliations.setFocus()
    page.form.affiliations.set_text("Nobody; member")
    page.show_entity(council.uid)
    assert page.form.affiliations.text() == ""
    assert page.form.fields.error("affiliations") == ""
    assert page.message.text() == "What was typed for Ada Nordby could not be kept. It waits there."
    page.message.findChildren(QPushButton)[0].click()
    assert page.form.name.text() == "Ada Nordby"
    assert page.form.affiliations.text() == "Nobody; member"
    assert "Nobody" in page.form.fields.error("affiliations")
    assert page.message.text() == ""
    an_entity(project, "Nobody")
    page.show_entity(council.uid)
    assert page.message.text() == ""
    (kept,) = entities.get(project, ada.uid).affiliations
    assert kept.role == "member"


def test_esc_takes_back_what_was_refused_and_its_reason(project: Project, page: RegisterPage) -> None:
    ada, council = an_entity(project, "Ada Nordby"), an_entity(project, "Council")
    page.show_entity(ada.uid)
    page.form.facts.setFocus()
    page.form.facts.set_text("Centre")
    page.form.affiliations.setFocus()
    page.form.affiliations.set_text("Nobody; member")
    page.form.name.setFocus()
    offscreen_input.settle()
    assert page.form.fields.error("facts")
    page.form.facts.setFocus()
    offscreen_input.press(page, Qt.Key.Key_Escape)
    assert page.form.fields.error("facts") == ""
    assert page.form.fields.error("affiliations")
    page.form.affiliations.set_text("")
    page.show_entity(council.uid)
    assert page.message.text() == ""
