"""An open project: steps, undo, and the announcement that everybody who shows data listens to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.paths import Places
from desktop_app.model.changes import Changes, Record
from desktop_app.model.codebook import Codebook
from desktop_app.model.concept import Concept
from desktop_app.model.identity import new_uid, now
from desktop_app.model.records import Annotator
from desktop_app.model.register import Register
from desktop_app.model.review import Setting
from desktop_app.model.tagset import Attribute, Decision, Slot, Tag, Tagset
from desktop_app.model.tagset_file import load_tagset
from desktop_app.model.text import IndexedText
from desktop_app.ops._replica import replica_of, works_here
from desktop_app.ops._tagset_source import tagset_source
from desktop_app.store import corpus, documents, failures, history, registers
from desktop_app.store.file import LongStep, ProjectFile, create
from desktop_app.store.listing import DocumentList
from desktop_app.store.merging import DerivedStep, Settled
from desktop_app.store.step import DO, SETUP, Step

Listener = Callable[[Changes], object]


class Project:
    """A project that is open for one annotator. Use `create` or `open`; close it when done.

    `annotator` is whose layer is worked on; `read_only` whether changes are refused; `saved_at` the moment of the last
    commit (ISO 8601, UTC), '' before the first; `dropped` the labels of unfinished actions that opening took back;
    `is_package` whether this is a part of a project that was made for one annotator; `backup_folder` where its backups
    lie, away from the project; `register` the entities as far as `ops.entities` has read them.
    `blindfold` leaves out of an action what listeners may not hear of, None where everything may be seen (`ops.sight`).
    """

    def __init__(self, file: ProjectFile, places: Places, who: Annotator) -> None:
        self.file = file
        self.path = file.path
        self.is_package = bool(file.package[0])
        self.backup_folder = places.backups / file.folder
        self.uid = file.uid
        self.read_only = file.read_only
        self.dropped = file.dropped
        self.places = places
        self.annotator = who
        self.saved_at = ""
        self.blindfold: Callable[[Changes], Changes] | None = None
        self.register = Register()
        self._codebook: Codebook | None = None
        self._listeners: list[Listener] = []
        self._stacks: history.Stacks | None = None
        self._tagset: Tagset | None = None
        self._settings: Mapping[str, str] | None = None
        self._guideline: int | None = None
        self._text: tuple[str, IndexedText] | None = None
        self._replica = "" if file.read_only else replica_of(places, file)

    @classmethod
    def create(
        cls, path: Path, *, places: Places, who: Annotator, tagset: str = "claims-in-the-news"
    ) -> Self:
        """Make a new project with a tagset (a KEY in resources, or the path of a tagset file) and open it.

        Raises ConflictError when the path is taken, UsageError for an unknown tagset, FormatError for a bad file.
        """
        source = tagset_source(tagset)
        load_tagset(source, ATTRIBUTES)

        def records(uid: str) -> list[Record]:
            tags = load_tagset(source, ATTRIBUTES, seed=uid)
            return [who, *tags.tags, *tags.attributes, *tags.slots]

        create(path, replica=new_uid(), annotator_uid=who.uid, records=records)
        return cls.open(path, places=places, who=who)

    @classmethod
    def open(
        cls, path: Path, *, places: Places, who: Annotator, read_only: bool = False, other_host: bool = False
    ) -> Self:
        """Open a project. Raises LockedError (who has it, since when), ForeignFileError, NewerProjectError,
        DamagedError, ReadOnlyError and MovedError. `other_host`: take over a lock that another computer left behind.
        """
        file = ProjectFile(existing(path), read_only=read_only, backups=places.backups, other_host=other_host)
        try:
            who = works_here(file, who)
            project = cls(file, places, who)
            if not read_only:
                project._join(who)
        except BaseException:
            file.close()
            raise
        return project

    def _join(self, who: Annotator) -> None:
        if who in corpus.annotators(self.file.database):
            return
        with self.file.step("", replica=self._replica, annotator_uid=who.uid, kind=SETUP) as step:
            step.put(who)

    def take_as_sound(self) -> None:
        """Spare the first action the quick check: `check.quick` has passed in a child process since the opening."""
        self.file.database.take_as_sound()

    def check_place(self) -> None:
        """Raises MovedError when the file is not where it was opened."""
        self.file.database.check_place()

    @property
    def tagset(self) -> Tagset:
        """All tags, attributes and slots as they are now."""
        if self._tagset is None:
            self._tagset = corpus.tagset(self.file.database)
        return self._tagset

    @property
    def guideline(self) -> int:
        """What a mark keeps that is made now: the number of the newest decision about the guideline, 0 before any."""
        if self._guideline is None:
            self._guideline = registers.newest_decision(self.file.database)
        return self._guideline

    @property
    def codebook(self) -> Codebook:
        """All concepts as they are now."""
        if self._codebook is None:
            self._codebook = Codebook(registers.concepts(self.file.database))
        return self._codebook

    @property
    def settings(self) -> Mapping[str, str]:
        """What holds for the project as a whole, by key; only what was set at all."""
        if self._settings is None:
            self._settings = corpus.settings(self.file.database)
        return self._settings

    @property
    def documents(self) -> DocumentList:
        """The documents as this annotator sees them."""
        return DocumentList(self.file.database, self.annotator.uid)

    @contextmanager
    def step(self, label: str) -> Iterator[Step]:
        """One action: one transaction, one step to undo; announced after it is committed.

        Raises ConflictError when it touches what an unfinished action has touched, and the errors of writing.
        """
        with self.file.step(label, replica=self._replica, annotator_uid=self.annotator.uid) as step:
            yield step
        if not step.is_empty:
            self._announce(step, Changes(label, tuple(step.changes)))

    def begin(self, label: str, *, kind: str = DO, target_uid: str = "") -> LongStep:
        """A long action in short transactions; end it with `finish`, or `abandon` it. Raises ReadOnlyError."""
        if self.read_only:
            raise failures.read_only(self.path)
        who = self.annotator.uid
        return self.file.begin(
            label, replica=self._replica, annotator_uid=who, kind=kind, target_uid=target_uid
        )

    def finish(self, long: LongStep) -> Changes:
        """End a long action and announce it."""
        changes = long.finish()
        if changes.items:
            self._announce(long.step, changes)
        return changes

    def derive(self, label: str, kind: str, act: Callable[[DerivedStep], Settled]) -> Settled:
        """One action that takes steps of the history in or out; announced after it is committed."""
        who = self.annotator.uid
        with self.file.derived(label, replica=self._replica, annotator_uid=who, kind=kind) as step:
            settled = act(step)
        self._announce(step, settled.changes)
        return settled

    @property
    def replica(self) -> str:
        """The name under which this place of the file makes its steps; '' when it is only read."""
        return self._replica

    @property
    def stacks(self) -> history.Stacks:
        """What can be undone and redone."""
        if self._stacks is None:
            self._stacks = history.stacks(
                self.file.database, replica=self._replica, annotator_uid=self.annotator.uid
            )
        return self._stacks

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self.stacks.undo[-1][1] if self.stacks.undo else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, or None."""
        return self.stacks.redo[-1][1] if self.stacks.redo else None

    @property
    def undo_depth(self) -> int:
        """How many actions can be taken back."""
        return len(self.stacks.undo)

    def undo(self) -> Changes:
        """Take back this annotator's last action. Raises UsageError when there is none, ConflictError."""
        if not self.stacks.undo:
            raise UsageError(_("There is nothing to undo."))
        uid, label = self.stacks.undo[-1]
        step, changes = self.file.undo(uid, label, replica=self._replica, annotator_uid=self.annotator.uid)
        self._announce(step, changes)
        return changes

    def redo(self) -> Changes:
        """Do again what was undone last. Raises UsageError when there is nothing, ConflictError."""
        if not self.stacks.redo:
            raise UsageError(_("There is nothing to redo."))
        uid, label = self.stacks.redo[-1]
        step, changes = self.file.redo(uid, label, replica=self._replica, annotator_uid=self.annotator.uid)
        self._announce(step, changes)
        return changes

    def on_changed(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every committed action. Returns the function that ends this.

        Whatever a listener raises comes out of the action, which stays committed, after all others have heard of it.
        """
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end

    def _announce(self, step: Step, changes: Changes) -> None:
        self.saved_at = now()
        if self._stacks is not None and step.kind != SETUP:
            self._stacks.fold(step.uid, step.label, step.kind, step.target_uid)
        if changes.touches(Tag) or changes.touches(Attribute) or changes.touches(Slot):
            self._tagset = None
        if changes.touches(Decision):
            self._guideline = None
        if changes.touches(Concept):
            self._codebook = None
        self.register.apply(changes, self.annotator.uid)
        if changes.touches(Setting):
            self._settings = None
        for _before, after in changes.of(Annotator):
            if after is not None and after.uid == self.annotator.uid:
                self.annotator = after
        if self.blindfold is not None:
            changes = self.blindfold(changes)
        with ExitStack() as everybody:  # one that fails keeps nobody else from hearing
            for listener in reversed(self._listeners):
                everybody.callback(listener, changes)

    def text(self, sha256: str) -> IndexedText:
        """The text with this hash; the last one asked for stays in memory."""
        if self._text is None or self._text[0] != sha256:
            self._text = sha256, IndexedText(documents.content(self.file.database, sha256))
        return self._text[1]

    def close(self) -> None:
        """Close the file and give its lock back."""
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def existing(path: Path) -> Path:
    """The path, if there is a file. Raises UsageError."""
    try:
        if path.is_file():
            return path
    except OSError as error:
        hint = _("Check the path and your permissions.")
        raise UsageError(
            _("The project cannot be reached: {reason}.").format(reason=error.strerror),
            where=str(path),
            hint=hint,
        ) from error
    raise UsageError(_("There is no project here."), where=str(path), hint=_("Check the path."))
