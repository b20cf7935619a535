"""Documents to suggestions: words a second, and ten thousand articles in bounded memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from articles import article, write_corpus
from timing import processor

from goldenbridge.sources import read_source
from goldenbridge.statements.codebook import load_codebook
from goldenbridge.statements.extract import Extractor

DOCUMENTS = 10_000
WORDS = 800
WANTED = 20_000

#: Reads a folder as the command does, and tells the most memory it took, in MiB.
_RUN = """
import resource, sys
from goldenbridge.cli.main import cli
try:
    cli.main(sys.argv[1:], prog_name="goldenbridge", standalone_mode=False)
finally:
    mine = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"{mine / 1024:.0f} {theirs / 1024:.0f}")
"""


def main(documents: int = DOCUMENTS) -> None:
    print(f"{processor()}\n")
    _rate()
    for count in (documents // 10, documents):
        _corpus(count)


def _rate() -> None:
    """Words of processor time on one core: reading, marking, suggesting."""
    extractor = Extractor(load_codebook("european-security"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder, 60, WORDS)
        paths = sorted(folder.glob("*.txt"))
        words = sum(len(article(seed, WORDS).split()) for seed in range(len(paths)))
        extractor.suggest(read_source(paths[0]))  # lists of words are made on first use
        begun = process_time()
        texts = [read_source(path) for path in paths]
        read = process_time() - begun
        begun = process_time()
        made = sum(len(extractor.suggest(text)) for text in texts)
        suggested = process_time() - begun
    rate = words / (read + suggested)
    print(f"read and marked      {words / read:>10,.0f} words a processor-second")
    print(f"statements suggested {words / suggested:>10,.0f}  ({made:,} of them)")
    print(f"both                 {rate:>10,.0f}  (wanted: {WANTED:,}; ratio {rate / WANTED:.2f})")


def _corpus(documents: int) -> None:
    """A folder of articles through the command, with its memory and its pace."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = folder / "texts"
        texts.mkdir()
        write_corpus(texts, documents, WORDS)
        wanted = ["read", str(texts), "-c", "european-security", "-o", str(folder / "out.jsonl")]
        begun = perf_counter()
        ended = subprocess.run(
            [sys.executable, "-c", _RUN, *wanted],
            check=True,
            capture_output=True,
            text=True,
        )
        seconds = perf_counter() - begun
        own, workers = ended.stdout.split()
        lines = sum(1 for _ in (folder / "out.jsonl").open(encoding="utf-8"))
    print(
        f"{documents:,} articles: {seconds:,.0f} s by the clock on {os.cpu_count()} cores, start "
        f"included, {documents * WORDS / seconds:,.0f} words a second, {lines:,} suggestions, "
        f"at most {own} MiB, workers {workers} MiB"
    )


if __name__ == "__main__":
    main()
