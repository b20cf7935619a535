"""What the pages on codebooks show is what a codebook takes, and every fault is told there."""

import json
import re
from pathlib import Path

import pytest

from goldenbridge.statements.codebook import Codebook, CodebookActor, CodebookIssue, read_codebook
from goldenbridge.statements.extract.learn import Example, learn

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs/reference/codebook.md").read_text(encoding="utf-8")
HOW_TO = (ROOT / "docs/how-to/write-a-codebook.md").read_text(encoding="utf-8")
CHECK = (ROOT / "src/goldenbridge/statements/codebook/check.py").read_text(encoding="utf-8")


def example(page: str) -> str:
    found = re.search(r"^( *)```yaml\n(.*?)^ *```", page, re.MULTILINE | re.DOTALL)
    assert found is not None
    return "\n".join(line.removeprefix(found[1]) for line in found[2].splitlines())


@pytest.mark.parametrize("page", [REFERENCE, HOW_TO], ids=["reference", "how-to"])
def test_examples_have_nothing_to_remark(page, tmp_path):
    path = tmp_path / "codebook.yaml"
    path.write_text(example(page), encoding="utf-8")
    words = learn(["fees"], [Example({"dues": 1}, {}, {}, "fees")]).written()
    (tmp_path / "learned.json").write_text(json.dumps(words), encoding="utf-8")
    assert read_codebook(path).problems == ()


def test_the_whole_of_it_is_whole():
    shown = set(re.findall(r"([a-z0-9]+):", example(REFERENCE)))
    for model in (Codebook, CodebookIssue, CodebookActor):
        assert set(model.model_fields) <= shown


def test_every_code_is_told():
    codes = set(re.findall(r'"((?:term|list|name|actor|code|members|empty)[a-z-]*)"', CHECK))
    codes -= {"terms", "members", "actors"}  # keys, not codes
    assert len(codes) >= 12
    told = REFERENCE.split("## What the check finds")[1].split("\n## ")[0]
    assert {code for code in codes if f"`{code}`" not in told} == set()
