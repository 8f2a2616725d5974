"""The clerks: each saves what she writes every few seconds, attaches a file, and hands in once."""

import asyncio
import io
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import docx
import httpx2

from benchmarks.evening.place import Clerk

SAVE_EVERY = 4.0
"""Seconds between two savings of a clerk who is typing."""
ARRIVING = 30.0
"""Seconds over which the clerks open their pages; nobody blows a whistle."""
PATIENCE = 60.0
_OK, _FOUND, _BROKEN = 200, 302, 500


@dataclass(slots=True)
class Diary:
    """What the clerks were told: times of answers by kind, last text saved and "已报" by sheet."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    saved: dict[int, str] = field(default_factory=dict)
    submitted: set[int] = field(default_factory=set)
    retries: int = 0
    refusals: list[str] = field(default_factory=list)

    def took(self, kind: str, seconds: float) -> None:
        """Note how long an answer took."""
        self.seconds.setdefault(kind, []).append(seconds)


async def evening(address: str, clerks: Sequence[Clerk], seconds: float, seed: int) -> Diary:
    """Let the clerks work for so long; each hands in at a moment of her own."""
    diary = Diary()
    dice = random.Random(seed)  # noqa: S311  no secret
    limits = httpx2.Limits(max_connections=len(clerks) + 10)
    async with httpx2.AsyncClient(
        base_url=address, timeout=PATIENCE, limits=limits, follow_redirects=False
    ) as web:
        desks = [Desk(web, clerk, diary, random.Random(n)) for n, clerk in enumerate(clerks)]  # noqa: S311
        await asyncio.gather(*(desk.work(seconds * dice.uniform(0.05, 0.95)) for desk in desks))
    return diary


def written(clerk: Clerk, line: int, turn: str) -> str:
    """Return a text that says whose it is, so that nobody can have another's."""
    return f"{clerk.organisation}第{line}项{turn}：6月累计完成2万平方米。"


class Desk:
    """One clerk at her browser."""

    def __init__(
        self, web: httpx2.AsyncClient, clerk: Clerk, diary: Diary, dice: random.Random
    ) -> None:
        self._web, self._clerk, self._diary, self._dice = web, clerk, diary, dice
        self._revisions = dict.fromkeys(clerk.lines, 0)

    async def work(self, until: float) -> None:
        """Save every few seconds until the moment comes; then finish, attach, and hand in."""
        clerk, begun, turn = self._clerk, time.monotonic(), 0
        await asyncio.sleep(self._dice.uniform(0, min(ARRIVING, until / 2)))
        await self._ask("page", "GET", f"/report/{clerk.sheet}/")
        while time.monotonic() - begun < until:
            await self._save(clerk.lines[turn % len(clerk.lines)], f"{turn}")
            turn += 1
            await asyncio.sleep(SAVE_EVERY * self._dice.uniform(0.7, 1.3))
        for line in clerk.lines:
            await self._save(line, "定稿")
            files = {"file": (f"佐证{line}.docx", _paper(clerk, line))}
            await self._ask("evidence", "POST", f"/report/lines/{line}/evidence/", files=files)
        await self._submit()

    async def _save(self, line: int, turn: str) -> None:
        text = written(self._clerk, line, turn)
        for _ in range(20):
            revision = self._revisions[line]
            sent = {"progress": text, "problems": "无", "claim": "met", "revision": revision}
            answer = await self._ask(
                "save", "POST", f"/report/lines/{line}/", data=sent, saving=True
            )
            # A conflict is with her own save of before, whose answer was lost: she writes on.
            said = answer.json()
            self._revisions[line] = said.get("revision", revision)
            if answer.status_code == _OK:
                self._diary.saved[line] = text
                return
        self._diary.refusals.append(f"{line}: {said}")

    async def _submit(self) -> None:
        sheet = self._clerk.sheet
        answer = await self._ask("submit", "POST", f"/report/{sheet}/submit/")
        shown = await self._ask("page", "GET", f"/report/{sheet}/")
        if answer.status_code == _FOUND and "已报" in shown.text:
            self._diary.submitted.add(sheet)
        else:
            self._diary.refusals.append(f"{self._clerk.organisation}: {answer.status_code}")

    async def _ask(
        self,
        kind: str,
        method: str,
        path: str,
        *,
        data: dict[str, object] | None = None,
        files: dict[str, tuple[str, bytes]] | None = None,
        saving: bool = False,
    ) -> httpx2.Response:
        """Ask until there is an answer: a browser's script tries again, and so does a clerk."""
        headers = {
            "Cookie": f"sessionid={self._clerk.session}; csrftoken={self._clerk.csrf}",
            "X-CSRFToken": self._clerk.csrf,
        }
        if saving:
            headers["X-Jiannuo-Autosave"] = "1"
        while True:
            begun = time.monotonic()
            try:
                answer = await self._web.request(
                    method, path, data=data, files=files, headers=headers
                )
            except httpx2.TransportError:
                answer = None
            if answer is not None and answer.status_code < _BROKEN:
                self._diary.took(kind, time.monotonic() - begun)
                return answer
            self._diary.retries += 1
            await asyncio.sleep(1)


def _paper(clerk: Clerk, line: int) -> bytes:
    paper = docx.Document()
    paper.add_paragraph(f"{clerk.organisation}第{line}项佐证材料")
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()
