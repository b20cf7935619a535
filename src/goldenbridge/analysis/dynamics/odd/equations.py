"""The equations of a mechanism as its compiled function works them out, with columns by name.

The page on the model has to say exactly what is coded. So nobody copies an equation: the function
itself is read, ``par[FIRST]`` becomes ``par.margin``, ``crisis[RUNG]`` becomes ``rung``, and what
is left is printed. Trust a listing for what is computed, and in which order; the reasons are in the
docstring beside it.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from goldenbridge.analysis.dynamics import state
from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS
from goldenbridge.analysis.dynamics.parameter import Parameter

__all__ = ["equations", "picked"]

#: Lines of a listing are no longer.
WIDTH = 96

#: Arrays of one row a party or a pair, and of one row in all, with their columns.
ROWS: dict[str, Sequence[Any]] = {"party": state.PARTY, "dyad": state.DYAD}
SINGLE: dict[str, Sequence[Any]] = {"crisis": state.CRISIS}
#: What is written with its array in front, as knob.scope.
PREFIXED: dict[str, Sequence[str]] = {
    "knob": [one.name for one in state.KNOBS],
    "reading": [one.name for one in state.HYPOTHESES],
    "base": [one.name for one in state.EVENTS],
    "rate": [one.name for one in state.EVENTS],
    "factor": [*(one.name for one in state.EVENTS), *state.WHILE],
    "need": state.NEEDS,
    "count": [one.name for one in state.EVENTS],
    "row": state.COLUMNS,
    "on": [one.name for one in MECHANISMS],
}

_LOOPS = (
    (r"for (\w+) in range\(len\(party\)\):", r"for every party \1:"),
    (r"for (\w+) in range\(n\):", r"for every party \1:"),
    (r"for (\w+) in range\(len\(pairs\)\):", r"for every pair \1:"),
    (r"len\(party\)", "parties"),
    (r"len\(pairs\)", "pairs"),
    (r"^(\s*)continue$", r"\1go on with the next"),
    (r"^(\s*)return$", r"\1nothing more is done"),
    (r"^(\s*)return (?=.)", r"\1result: "),
    (r"for event in range\(len\(\w+\)\):", "for every event:"),
    (r"for (\w+) in every_(\w+):", r"for every \2 \1:"),
    (r"_reach\(crisis\)", "reach"),
    (r"\bTrue\b", "1"),
    (r"\bFalse\b", "0"),
)


def equations(function: Callable[..., Any], parameters: Sequence[Parameter]) -> list[str]:
    """What a function works out, line by line, with every column by its name.

    Parameters
    ----------
    function : compiled or not; its source is read, it is not called.
    parameters : those that its ``par`` holds, in their order.

    >>> from goldenbridge.analysis.dynamics.mechanisms import red_lines
    >>> lines = equations(red_lines.red_lines, red_lines.PARAMETERS)
    >>> lines[0]
    'taught = par.learning * channel * (1 + par.in_writing * knob.replies)'
    """
    plain = getattr(function, "py_func", function)
    body = _parsed(plain).body[0]
    assert isinstance(body, ast.FunctionDef), f"{function} is no function"
    statements = body.body[1:] if ast.get_docstring(body) else body.body
    return _lines(_named(statements, plain.__globals__, parameters))


def picked(
    function: Callable[..., Any],
    within: str,
    targets: Sequence[str],
    parameters: Sequence[Parameter],
) -> list[str]:
    """Those lines of a loop that give one of these things a value, with what they hang on.

    Parameters
    ----------
    within : the variable of the loop; loops over runs, steps and events within it are left out.
    targets : as a listing writes them, such as ``theta`` or ``base.lapse``.

    Raises
    ------
    LookupError : nothing gives one of them a value any more.
    """
    plain = getattr(function, "py_func", function)
    loops = [
        node for node in ast.walk(_parsed(plain))
        if isinstance(node, ast.For) and ast.unparse(node.target) == within
    ]  # fmt: skip
    missing = set(targets)
    statements = _named(loops[0].body if loops else [], plain.__globals__, parameters)
    kept = list(_pruned(statements, targets, missing))
    if missing:
        raise LookupError(f"nothing gives a value to {', '.join(sorted(missing))}")
    return _lines(kept)


#: Loops of the kernel: over runs, steps, events within a step, and steps still to come.
_LONG = ("i", "step", "_", "later")


def _pruned(
    statements: Sequence[ast.stmt], targets: Sequence[str], missing: set[str]
) -> Iterator[ast.stmt]:
    """What of some statements gives a target its value."""
    for one in statements:
        if isinstance(one, ast.Assign | ast.AugAssign):
            target = ast.unparse(one.targets[0] if isinstance(one, ast.Assign) else one.target)
            if target in targets:
                missing.discard(target)
                yield one
        elif isinstance(one, ast.If):
            one.body = list(_pruned(one.body, targets, missing))
            one.orelse = list(_pruned(one.orelse, targets, missing))
            if one.body or one.orelse:
                one.body = one.body or [ast.Pass()]
                yield one
        elif isinstance(one, ast.While) or (
            isinstance(one, ast.For) and ast.unparse(one.target) not in _LONG
        ):
            one.body = list(_pruned(one.body, targets, missing))
            if one.body:
                yield one


def _parsed(function: Callable[..., Any]) -> ast.Module:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


def _named(
    statements: Sequence[ast.stmt], known: Mapping[str, Any], parameters: Sequence[Parameter]
) -> list[ast.stmt]:
    """The same with columns by name."""
    parts = list(_apart(statements))
    names = _Named(known, parameters, _aliases(parts), _clashing(parts, known))
    return [names.visit(one) for one in parts]


def _lines(statements: Sequence[ast.stmt]) -> list[str]:
    raw = [line for one in statements for line in _text(one).splitlines()]
    return [line for one in raw for line in _wrapped(one)]


def _text(statement: ast.stmt) -> str:
    return ast.unparse(ast.fix_missing_locations(statement))


def _wrapped(line: str) -> Iterator[str]:
    """A line in the words of the page, broken where it is too long; nothing where it says x = x."""
    for pattern, said in _LOOPS:
        line = re.sub(pattern, said, line)
    same = re.fullmatch(r"\s*(\S+) = (\S+)", line)
    if (same and same.group(1) == same.group(2)) or line.strip() == "n = parties":
        return
    indent = " " * (len(line) - len(line.lstrip()))
    yield from textwrap.wrap(
        line.strip(), WIDTH, initial_indent=indent, subsequent_indent=f"{indent}        ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _apart(statements: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The same with several values given at once taken apart, at any depth."""
    for one in statements:
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Tuple):
            target, value = one.targets[0], one.value
            if isinstance(value, ast.Tuple):
                for name, given in zip(target.elts, value.elts, strict=True):
                    yield ast.copy_location(ast.Assign([name], given), one)
                continue
        for field in ("body", "orelse"):
            inner = getattr(one, field, None)
            if isinstance(inner, list):
                setattr(one, field, list(_apart(inner)))
        yield one


def _column(node: ast.expr, array: str) -> str | None:
    """The name of the constant that picks a column of an array, where that is what a node does."""
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        picks = node.slice
        if node.value.id == array and isinstance(picks, ast.Name):
            return picks.id
    return None


def _gives(statements: Sequence[ast.stmt]) -> Iterator[tuple[str, ast.expr, int]]:
    """Every name that is given a value: name, value, line."""
    for one in statements:
        for node in ast.walk(one):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                yield node.targets[0].id, node.value, node.lineno
            elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                yield node.target.id, node.value, node.lineno


def _aliases(statements: Sequence[ast.stmt]) -> dict[str, str]:
    """Names that stand for a reading throughout: what → the constant of its hypothesis."""
    return {
        name: column
        for name, value, _ in _gives(statements)
        if (column := _column(value, "reading")) is not None
    }


def _clashing(statements: Sequence[ast.stmt], known: Mapping[str, Any]) -> set[str]:
    """Names of its own that a variable of the crisis has too, and that are not just that."""
    columns = {variable.name: n for n, variable in enumerate(state.CRISIS)}
    changed: dict[str, int] = {}
    for one in statements:
        for node in ast.walk(one):
            targets = (
                node.targets if isinstance(node, ast.Assign)
                else [node.target] if isinstance(node, ast.AugAssign) else []
            )  # fmt: skip
            for target in targets:
                name = _column(target, "crisis")
                if name is not None and name in known:
                    variable = state.CRISIS[known[name]].name
                    changed[variable] = max(changed.get(variable, 0), target.lineno)
    clash = set()
    for name, value, line in _gives(statements):
        if name in columns:
            column = _column(value, "crisis")
            alias = column is not None and known.get(column) == columns[name]
            if not alias or changed.get(name, 0) > line:
                clash.add(name)
    return clash


class _Named(ast.NodeTransformer):
    """Columns by name, constants as numbers, readings in words."""

    def __init__(
        self, known: Mapping[str, Any], parameters: Sequence[Parameter],
        aliases: Mapping[str, str], clashing: set[str],
    ) -> None:  # fmt: skip
        self.known = known
        self.columns = {**PREFIXED, "par": [one.name for one in parameters],
                        "p_endings": [one.name for one in parameters]}  # fmt: skip
        self.aliases = aliases
        self.clashing = clashing

    def _number(self, node: ast.expr) -> int | None:
        value = self.known.get(node.id) if isinstance(node, ast.Name) else None
        return value if isinstance(value, int) else None

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """A column by its name."""
        if not isinstance(node.value, ast.Name):
            return self._inside(node)
        array = node.value.id
        if isinstance(node.slice, ast.Tuple):
            row, *rest = node.slice.elts
            number = self._number(rest[0]) if len(rest) == 1 else None
            if number is not None and array in ROWS:
                return ast.Name(f"{ROWS[array][number].name}[{ast.unparse(row)}]")
            if number is not None and array in ("role", "roles"):
                return ast.Name(f"{state.ROLES[number]}[{ast.unparse(row)}]")
            return self._inside(node)
        number = self._number(node.slice)
        if number is not None and array in SINGLE:
            return ast.Name(SINGLE[array][number].name)
        if number is not None and array in self.columns:
            column = self.columns[array][number]
            array = {"p_endings": "par"}.get(array, array)
            return ast.Name(
                f"{array}.{column}" if column.isidentifier() else f'{array}["{column}"]'
            )
        return self._inside(node)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        """What holds, in words: a reading, a role, an event."""
        hypothesis = self._hypothesis(node.left)
        if hypothesis is not None:
            number = self.known[hypothesis]
            words = ("none", *state.HYPOTHESES[number].readings)
            left: ast.expr = ast.Name(f"reading.{state.HYPOTHESES[number].name}")
            if isinstance(node.ops[0], ast.GtE):
                return ast.Compare(left, [ast.NotEq()], [ast.Name("none")])
            named = [self._worded(one, words, shift=1) for one in node.comparators]
            return ast.Compare(left, node.ops, named)
        if isinstance(node.left, ast.Name) and node.left.id in ("event", "ending", "which"):
            events = tuple(one.name for one in state.EVENTS)
            named = [self._worded(one, events) for one in node.comparators]
            return ast.Compare(node.left, node.ops, named)
        if self._role(node.left) and isinstance(node.ops[0], ast.Gt | ast.Eq):
            role = self.visit(node.left)
            if role.id.startswith("side"):
                return ast.Compare(role, node.ops, [self.visit(c) for c in node.comparators])
            is_not = isinstance(node.ops[0], ast.Eq)
            return ast.UnaryOp(ast.Not(), role) if is_not else role
        return self._inside(node)

    def visit_For(self, node: ast.For) -> ast.stmt:
        """Events that are gone through, by their names."""
        if isinstance(node.target, ast.Name) and node.target.id == "event":
            events = tuple(one.name for one in state.EVENTS)
            if isinstance(node.iter, ast.Tuple):
                node.iter = self._worded(node.iter, events)
        over = re.fullmatch(r"range\(N_(\w+)S\)", ast.unparse(node.iter))
        if over:
            node.iter = ast.Name(f"every_{over.group(1).lower()}")
        seen = self.generic_visit(node)
        assert isinstance(seen, ast.stmt)
        return seen

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A constant as its number, and a name of its own that a variable has too, with a prime."""
        if node.id in self.aliases:
            return ast.Name(f"reading.{state.HYPOTHESES[self.known[self.aliases[node.id]]].name}")
        if node.id in self.clashing:
            return ast.Name(f"{node.id}\N{PRIME}")
        if node.id.startswith("STREAM_"):
            return ast.Name(f'"{node.id.removeprefix("STREAM_").lower()}"')
        value = self.known.get(node.id)
        if isinstance(value, int | float) and isinstance(node.ctx, ast.Load):
            return self.visit_Constant(ast.Constant(value))
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        """Whole numbers without a point."""
        value = node.value
        whole = isinstance(value, float) and value == int(value) and abs(value) <= 1e6
        return ast.Constant(int(value)) if whole else node  # type: ignore[arg-type]

    def _inside(self, node: ast.expr) -> ast.expr:
        seen = self.generic_visit(node)
        assert isinstance(seen, ast.expr)
        return seen

    def _hypothesis(self, node: ast.expr) -> str | None:
        if isinstance(node, ast.Name):
            return self.aliases.get(node.id)
        return _column(node, "reading")

    def _role(self, node: ast.expr) -> bool:
        return (
            isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Name)
            and node.value.id in ("role", "roles")
        )

    def _worded(self, node: ast.expr, words: Sequence[str], shift: int = 0) -> ast.expr:
        if isinstance(node, ast.Tuple):
            return ast.Tuple([self._worded(one, words, shift) for one in node.elts])
        number = self._number(node)
        return self.visit(node) if number is None else ast.Name(words[number + shift])
