"""A small conflict of our own, and a language model's server that says what a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from goldenbridge.sources.passage import Passage, SourceText
from goldenbridge.sources.source import Source
from goldenbridge.statements.codebook.schema import Codebook

#: Seconds after which a hanging answer gives up by itself.
FORGOTTEN = 20.0

BOOK = Codebook.model_validate(
    {
        "codebook": 1,
        "title": "The bridge",
        "issues": {
            "tolls": {
                "proposition": "A toll is taken on the bridge.",
                "terms": ["toll*", "crossing fee*"],
                "contra": ["free crossing"],
            },
            "inspections": {
                "proposition": "Inspectors are let in.",
                "terms": ["inspect*"],
            },
        },
        "actors": {
            "Norvik": {"aliases": ["Nor City", "the capital"], "adjectives": ["Norvian"]},
            "Southerland": {"aliases": ["the capital"]},
            "Ada Lind": {"kind": "person", "affiliation": "Norvik", "titles": ["minister"]},
        },
    }
)


def document(*paragraphs: str, author: str | None = "E. Writer") -> SourceText:
    """A document of body paragraphs after a title that is not coded."""
    whole = "The title speaks of a toll"
    passages = [Passage(0, len(whole), 1, "title", "first line")]
    for paragraph in paragraphs:
        whole += "\n"
        passages.append(Passage(len(whole), len(whole) + len(paragraph), whole.count("\n") + 1))
        whole += paragraph
    source = Source(title="The title", author=author, date="2022-03-01")
    return SourceText("a.txt", source, whole, tuple(passages))


def statement(quote: str, **other: Any) -> dict[str, Any]:
    told = {"actor": "Norvik", "issue": "tolls", "act": "rejects", "polarity": -1}
    return {"quote": quote, **told, **other}


Reply = Callable[[dict[str, Any], int], Any]


@dataclass
class FakeModel:
    """What the server was asked, and how it is to answer the next time.

    ``reply`` gets the request and its number, and gives a list of statements, a text as the whole
    content, a status, a pair of status and headers, or raw bytes.
    """

    url: str = ""
    reply: Reply = lambda request, count: []
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def hang(self) -> None:
        self.closing.wait(FORGOTTEN)


def completion(request: dict[str, Any], content: str) -> dict[str, Any]:
    """An answer in the form of OpenAI's chat interface; a function call where one was offered."""
    message: dict[str, Any] = {"role": "assistant", "content": content}
    if request.get("tools"):
        called = {"name": request["tools"][0]["function"]["name"], "arguments": content}
        message["content"] = None
        message["tool_calls"] = [{"id": "call-1", "type": "function", "function": called}]
    return {
        "id": "answer-1",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": request["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
    }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    model: FakeModel

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        model = self.model
        model.asked.append(request)
        model.keys.append(self.headers.get("Authorization"))
        model.headers.append({name.lower(): value for name, value in self.headers.items()})
        answer = model.reply(request, len(model.asked))
        status, headers = 200, {}
        if isinstance(answer, int):
            answer = (answer, {})
        if isinstance(answer, tuple):
            status, headers = answer
            # As some do: the key stands in the message that refuses it.
            answer = json.dumps({"error": {"message": f"no: {model.keys[-1]}"}}).encode()
        if isinstance(answer, list):
            answer = json.dumps({"statements": answer})
        if isinstance(answer, str):
            answer = json.dumps(completion(request, answer)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(answer)
        except OSError:
            self.close_connection = True

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeModel]:
    pytest.importorskip("pydantic_ai", reason="the extra llm is not installed")
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    model = FakeModel()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"model": model}))
    server.daemon_threads = True
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield model
    model.closing.set()
    server.shutdown()
    server.server_close()
    thread.join(10)
