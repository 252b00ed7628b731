"""Contracts about imports that import-linter does not bring: they cover a new package without a word about it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from importlinter import Contract, ContractCheck, fields, output

if TYPE_CHECKING:
    from grimp import ImportGraph

Edge = tuple[str, str]


class HomeContract(Contract):
    """A library has one home: only the packages in `only_in` import it, and of those not the modules in `except_in`.

    What is excepted may not reach the library through others either. Modules that do not exist (yet) break nothing.
    """

    type_name = "home"

    libraries = fields.ListField(subfield=fields.StringField())
    only_in = fields.ListField(subfield=fields.StringField())
    except_in = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect the imports of the libraries by strangers."""
        libraries = [module for module in sorted(graph.modules) if _is_in_any(module, _texts(self.libraries))]
        homes = _texts(self.only_in)
        edges = [
            (importer, library)
            for library in libraries
            for importer in sorted(graph.find_modules_that_directly_import(library))
            if not _is_in_any(importer, homes)
        ]
        for excepted in _texts(self.except_in):
            if excepted in graph.modules:
                edges += _chains(graph, excepted, libraries)
        return ContractCheck(kept=not edges, metadata={"edges": edges})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line for each import."""
        _render(check)


class ShelfContract(Contract):
    """The files on a shelf are strangers to each other. What they share lies in the shelf's private `_name.py`."""

    type_name = "shelf"

    shelf = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect the imports from one file of the shelf to another that is not private, or to the shelf itself."""
        shelf = str(self.shelf)
        if shelf not in graph.modules:
            return ContractCheck(kept=True, metadata={"edges": []})
        edges = [
            (importer, imported)
            for importer in sorted(graph.find_descendants(shelf))
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if _is_within(imported, shelf) and not imported.removeprefix(shelf).startswith("._")
        ]
        return ContractCheck(kept=not edges, metadata={"edges": edges})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line for each import."""
        _render(check)


def _texts(values: object) -> list[str]:
    return [str(value) for value in values] if isinstance(values, list) else []


def _is_within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def _is_in_any(module: str, packages: list[str]) -> bool:
    return any(_is_within(module, package) for package in packages)


def _chains(graph: ImportGraph, module: str, libraries: list[str]) -> list[Edge]:
    chains = (graph.find_shortest_chain(importer=module, imported=library) for library in libraries)
    return [edge for chain in chains if chain for edge in pairwise(chain)]


def _render(check: ContractCheck) -> None:
    for importer, imported in check.metadata["edges"]:
        output.print_error(f"{importer} imports {imported}", bold=False)
