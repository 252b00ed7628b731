"""Questions about the register of entities, the codebook, and the decisions about guidelines."""

from __future__ import annotations

from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.tagset import Decision
from desktop_app.store.database import Database
from desktop_app.store.rows import CONCEPTS, DECISIONS, ENTITIES


def entities(database: Database) -> tuple[Entity, ...]:
    """The whole register, merged entries too, by name and uid."""
    return ENTITIES.records(database.rows(f"SELECT {ENTITIES.column_list} FROM entity ORDER BY name, uid"))


def entity(database: Database, uid: str) -> Entity:
    """The entity with this uid. Raises NotFoundError."""
    found = ENTITIES.records(
        database.rows(f"SELECT {ENTITIES.column_list} FROM entity WHERE uid = ?", (uid,))
    )
    if not found:
        raise NotFoundError(_("This entity is no longer in the register."))
    return found[0]


def concepts(database: Database) -> tuple[Concept, ...]:
    """The whole codebook in display order."""
    sql = f"SELECT {CONCEPTS.column_list} FROM concept ORDER BY position, code, uid"
    return CONCEPTS.records(database.rows(sql))


def decisions(database: Database) -> tuple[Decision, ...]:
    """What was decided about guidelines, the oldest first."""
    sql = f"SELECT {DECISIONS.column_list} FROM decision ORDER BY number, made, uid"
    return DECISIONS.records(database.rows(sql))


def newest_decision(database: Database) -> int:
    """The number of the newest decision, 0 before any."""
    return database.number("SELECT max(number) FROM decision")
