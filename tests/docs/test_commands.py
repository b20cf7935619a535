"""The page on the commands is what the code says; commands in the docs exist."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import click
import pytest

from goldenbridge.cli.main import COMMANDS, PROGRAM

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def renewer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_renew", ROOT / "docs" / "renew.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shell_lines(page: Path) -> list[str]:
    """The lines of a page's shell blocks that call the program, and its inline commands."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^\s*```(?:sh|console)\n(.*?)^\s*```", text, re.MULTILINE | re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    inline = re.findall(rf"`({PROGRAM} [^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return [line for line in [*lines, *inline] if line.startswith(f"{PROGRAM} ")]


def options(command: click.Command) -> set[str]:
    """The options of a command, and of those below it."""
    found = {o for p in command.params if isinstance(p, click.Option) for o in p.opts}
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        found |= options(below)
    return found


@pytest.mark.parametrize("name", sorted(renewer().PAGES))
def test_page_is_what_the_code_says(name: str) -> None:
    module = renewer()
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == module.PAGES[name](), f"docs/{name} is old: run python docs/renew.py"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_has_its_place(command: str) -> None:
    page = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    part = page.split(f"\n## {PROGRAM} {command}\n")[1].split("\n## ")[0]
    loaded = COMMANDS[command].load()
    for name in options(loaded):
        assert name in part
    for below in loaded.commands if isinstance(loaded, click.Group) else ():
        assert f"### {PROGRAM} {command} {below}\n" in part


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_commands_in_the_docs_exist(page: Path) -> None:
    for line in shell_lines(page):
        words = shlex.split(line, comments=True)[1:]
        if words[0].startswith("-"):
            continue
        assert words[0] in COMMANDS, f"{page.name}: {line}"
        called = COMMANDS[words[0]].load()
        if isinstance(called, click.Group) and len(words) > 1:
            assert words[1] in called.commands, f"{page.name}: {line}"
            called = called.commands[words[1]]
        known = options(called) | {"--help"}
        used = {word.split("=")[0] for word in words[1:] if word.startswith("-") and word != "-"}
        assert used <= known, f"{page.name}: {line}"


def test_shell_lines_are_found() -> None:
    assert any("goldenbridge report" in line for line in shell_lines(ROOT / "README.md"))
