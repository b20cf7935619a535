"""From a file to the statements suggested from it, the same wherever it is worked out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from goldenbridge.errors import GoldenbridgeError
from goldenbridge.sources.limits import Limits
from goldenbridge.sources.passage import SourceText
from goldenbridge.sources.read import read_source
from goldenbridge.statements.codebook import Codebook, load_codebook
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.extract import Extractor

__all__ = ["Extras", "Job", "Outcome", "codebook_of", "suggest_from"]


@dataclass(frozen=True, slots=True)
class Extras:
    """Which models help the rules or are asked beside them; each is installed separately.

    Attributes
    ----------
    parser : weigh what the rules found by grammar, too.
    rerank : weigh it by meaning, too.
    llm, llm_model, llm_key, llm_max_requests : a language model's address, its name there, the
        environment variable with the key, and how often it may be asked.
    """

    parser: bool = False
    rerank: bool = False
    llm: str | None = None
    llm_model: str | None = None
    llm_key: str | None = None
    llm_max_requests: int = 200

    @property
    def way(self) -> str:
        """By which figures its suggestions are judged: ``rules``, ``aided`` or ``llm``."""
        return "llm" if self.llm else "aided" if self.parser or self.rerank else "rules"

    def told(self) -> list[str]:
        """What an output depends on, in words."""
        asked = [f"llm {self.llm_model} at {self.llm}"] if self.llm else []
        return [name for name in ("parser", "rerank") if getattr(self, name)] + asked


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read, and with which codebook statements are to be suggested from it.

    Attributes
    ----------
    path : the file.
    codebook : a path or a bundled name, or None to read only.
    least : suggestions less sure than this are left out.
    known : title, author, outlet, date and url, where the user knows better than the file.
    keep_text : whether the text comes back too; a stream of many documents does without.
    limits : what reading a file may cost.
    extras : models asked beside the rules.
    """

    path: str
    codebook: str | None = None
    least: float = 0.0
    known: tuple[tuple[str, str], ...] = ()
    keep_text: bool = False
    limits: Limits = field(default_factory=Limits)
    extras: Extras = field(default_factory=Extras)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: its statements, or why it could not be read.

    ``document`` is what was read: title, author, outlet, date, hash, language, remarks and how
    many passages are of each kind. ``error`` is a message for people, ``code`` its exit code.
    """

    path: str
    name: str
    codebook: str | None = None
    statements: tuple[CodedStatement, ...] = ()
    document: dict[str, Any] = field(default_factory=dict)
    text: SourceText | None = None
    error: str | None = None
    code: int = 0


def suggest_from(job: Job) -> Outcome:
    """Read one file and suggest its statements; a file that cannot be read is told, not raised.

    Raises
    ------
    CodebookNotFound, CodebookInvalid : the codebook, which concerns every file alike.
    MissingExtra, LlmUnusable : a model was wanted that is not installed, or cannot be asked.
    """
    name = Path(job.path).name
    extractor = None
    if job.codebook is not None:
        extractor = _extractor(job.codebook, job.extras.parser, job.extras.rerank)
    try:
        text = read_source(job.path, limits=job.limits, **dict(job.known))  # type: ignore[arg-type]
    except GoldenbridgeError as error:
        return Outcome(job.path, name, job.codebook, error=str(error), code=error.exit_code)
    except OSError as error:
        return Outcome(job.path, name, job.codebook, error=f"{job.path}: {error.strerror}.", code=1)
    made: tuple[CodedStatement, ...] = ()
    if extractor is not None and text.language in {"en", "und"}:
        made = tuple(extractor.suggest(text, job.least))
        if job.extras.llm:
            made, remarks = _with_llm(text, extractor.codebook, job.extras, made)
            text = replace(text, remarks=(*text.remarks, *remarks))
    outcome = Outcome(job.path, name, job.codebook, made, _told(text))
    return replace(outcome, text=text) if job.keep_text else outcome


def _with_llm(
    text: SourceText, codebook: Codebook, extras: Extras, made: tuple[CodedStatement, ...]
) -> tuple[tuple[CodedStatement, ...], list[str]]:
    """With the rules, what a language model suggests; what it was not believed is told in words."""
    from goldenbridge.statements.models.combine import beside_llm
    from goldenbridge.statements.models.llm import Endpoint, suggest_by_llm

    endpoint = Endpoint(
        extras.llm or "",
        extras.llm_model or "",
        key_env=extras.llm_key,
        max_requests=extras.llm_max_requests,
    )
    asked = suggest_by_llm(text, codebook, endpoint)
    remarks = [f"Language model: {line}" for line in asked.told()]
    return tuple(beside_llm(made, asked)), remarks


@lru_cache(maxsize=4)
def codebook_of(name: str) -> Codebook:
    """The codebook of a job, read once in a process: a path or a bundled name.

    Raises
    ------
    CodebookNotFound, CodebookInvalid : it cannot be used.
    """
    return load_codebook(name)


@lru_cache(maxsize=4)
def _extractor(codebook: str, parser: bool, rerank: bool) -> Extractor:
    book = codebook_of(codebook)
    if not parser and not rerank:
        return Extractor(book)
    from goldenbridge.statements.models.combine import AidedExtractor
    from goldenbridge.statements.models.minilm import load_minilm
    from goldenbridge.statements.models.parser import load_parser

    return AidedExtractor(
        book, load_parser() if parser else None, load_minilm() if rerank else None
    )


def _told(text: SourceText) -> dict[str, Any]:
    kinds: dict[str, int] = {}
    words = 0
    for passage in text.passages:
        kinds[passage.kind] = kinds.get(passage.kind, 0) + 1
        words += len(text.text[passage.start : passage.end].split())
    source = text.source
    return {
        "doc": text.name,
        "title": source.title,
        "author": source.author,
        "outlet": source.outlet,
        "date": source.date,
        "url": source.url,
        "sha256": source.sha256,
        "medium": text.medium,
        "language": text.language,
        "characters": len(text.text),
        "words": words,
        "passages": kinds,
        "remarks": list(text.remarks),
    }
