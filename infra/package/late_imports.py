"""Let what a module imports wait until one of its functions needs it.

Python 3.15 can do that when it is asked to (PEP 810); our functions run on 3.11. So the package carries
compiled files in which it is done, beside sources that stay as they were written, whose lines a
traceback names. What a module needs while it is imported (a base class, a decorator, a default, a
constant) is imported as ever. Any other `from a.module import Thing` becomes

    _late_3 = True
    def _bring_3(name=""):
        global _late_3, Thing
        from a.module import Thing
        _late_3 = False
        return globals().get(name)

A function that uses `Thing` begins with `if _late_3: _bring_3()`, an annotation says
`_bring_3('Thing')`, and the module itself brings it for those who import it from there.
"""

from __future__ import annotations

import ast
import importlib.util
import marshal
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

UNCHECKED_HASH = (0b01).to_bytes(4, "little")
"""In the head of a compiled file: load it without a look at the source (PEP 552)."""

Import = ast.Import | ast.ImportFrom

_BRING = """
_late_{number} = True
def _bring_{number}(name=""):
    global _late_{number}, {names}
    {statement}
    _late_{number} = False
    return globals().get(name)
"""
_GUARD = "if _late_{number}: _bring_{number}()"
_IN_A_LAMBDA = "(_bring_{number}({name!r}) if _late_{number} else {name})"
_IN_AN_ANNOTATION = "_bring_{number}({name!r})"
_FOR_OTHERS = """
_LATE = {{{brought}}}
def __getattr__(name):
    if name in _LATE:
        return _LATE[name](name)
    raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
"""


def compile_tree_late(folder: Path) -> None:
    """Put compiled files with late imports beside all sources below the folder."""
    for source in sorted(folder.rglob("*.py")):
        module = with_late_imports(ast.parse(source.read_bytes()), not_late=_modules_below(source))
        # Python names the file anew when it loads it: here it must only be the same on every machine.
        code = compile(module, str(source.relative_to(folder)), "exec")
        target = Path(importlib.util.cache_from_source(str(source)))
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(_head(source) + marshal.dumps(code))


def _head(source: Path) -> bytes:
    """What Python looks for before it loads a compiled file."""
    digest = importlib.util.source_hash(source.read_bytes())
    return importlib.util.MAGIC_NUMBER + UNCHECKED_HASH + digest


def with_late_imports(module: ast.Module, *, not_late: Collection[str] = ()) -> ast.Module:
    """The module with each import late that can be; not those that bind one of the names `not_late`."""
    needed = {*_read_by(module.body), *_bound_besides(module), *not_late}
    imports = (statement for statement in module.body if isinstance(statement, Import))
    late = [statement for statement in imports if _can_wait(statement, needed)]
    number_of = {name: late.index(each) for each in late for name in _names(each)}
    if number_of:
        module = _Brought(number_of).visit(module)
        module.body = list(_with_late(module.body, late))
        brought = ", ".join(f"{name!r}: _bring_{number}" for name, number in number_of.items())
        module.body += _code(_FOR_OTHERS.format(brought=brought), line=1)
    return ast.fix_missing_locations(module)


def _modules_below(source: Path) -> set[str]:
    """The modules of a package. To import one of them binds its name in the package, and nobody would
    then ask the package to bring something else of that name.
    """
    beside = source.parent.iterdir() if source.name == "__init__.py" else ()
    return {path.stem for path in beside}


def _can_wait(statement: Import, needed: Collection[str]) -> bool:
    if getattr(statement, "module", "") == "__future__":
        return False
    names = _names(statement)
    return not any("." in name or name == "*" or name in needed for name in names)


def _names(statement: Import) -> list[str]:
    """What an import binds."""
    return [name.asname or name.name for name in statement.names]


def _bound_besides(module: ast.Module) -> Iterator[str]:
    """Names that mean something else somewhere in the module."""
    for node in ast.walk(module):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg


def _read_by(statements: Iterable[ast.stmt]) -> set[str]:
    reading = _Reading()
    for statement in statements:
        reading.visit(statement)
    return reading.names


class _Reading(ast.NodeVisitor):
    """The names that statements read when they run: neither in annotations, nor in the bodies of the
    functions that they define, nor in what only a type checker reads.
    """

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_Name(self, node: ast.Name) -> None:
        self.names.add(node.id)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for decorator in node.decorator_list:
            self.visit(decorator)
        self._visit_defaults(node.args)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._visit_defaults(node.args)

    def _visit_defaults(self, of: ast.arguments) -> None:
        for default in (*of.defaults, *(each for each in of.kw_defaults if each)):
            self.visit(default)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_If(self, node: ast.If) -> None:
        self.visit(node.test)
        if ast.unparse(node.test) != "TYPE_CHECKING":
            self.generic_visit(node)


class _Brought(ast.NodeTransformer):
    """Functions that first bring what they read; lambdas and annotations that bring what they name."""

    def __init__(self, number_of: Mapping[str, int]) -> None:
        self._number_of = number_of
        self._form = ""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        read = _read_by(node.body)
        self.generic_visit(node)
        numbers = sorted({self._number_of[name] for name in read if name in self._number_of})
        guards = "\n".join(_GUARD.format(number=number) for number in numbers)
        after = 1 if ast.get_docstring(node) is not None else 0
        node.body[after:after] = _code(guards, line=node.lineno)
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self.visit(node.args)
        node.body = self._bringing(node.body, _IN_A_LAMBDA)
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        for field in ("annotation", "returns"):
            if annotation := getattr(node, field, None):
                setattr(node, field, self._bringing(annotation, _IN_AN_ANNOTATION))
        return super().generic_visit(node)

    def _bringing(self, expression: ast.expr, form: str) -> ast.expr:
        outer, self._form = self._form, form
        brings: ast.expr = self.visit(expression)
        self._form = outer
        return brings

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if not self._form or node.id not in self._number_of:
            return node
        brings = self._form.format(number=self._number_of[node.id], name=node.id)
        (statement,) = _code(brings, line=node.lineno)
        assert isinstance(statement, ast.Expr)
        return statement.value


def _with_late(body: list[ast.stmt], late: Sequence[Import]) -> Iterator[ast.stmt]:
    for statement in body:
        if isinstance(statement, Import) and statement in late:
            names, number = ", ".join(_names(statement)), late.index(statement)
            made = _BRING.format(number=number, names=names, statement=ast.unparse(statement))
            yield from _code(made, line=statement.lineno)
        else:
            yield statement


def _code(text: str, *, line: int) -> list[ast.stmt]:
    """Statements that a traceback shows at this line."""
    statements = ast.parse(text).body
    for node in (each for statement in statements for each in ast.walk(statement)):
        if isinstance(node, ast.stmt | ast.expr | ast.arg | ast.alias):
            node.lineno = node.end_lineno = line
            node.col_offset = node.end_col_offset = 0
    return statements


if __name__ == "__main__":
    compile_tree_late(Path(sys.argv[1]))
