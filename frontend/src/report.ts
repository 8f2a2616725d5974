// The report form: what is typed is saved every few seconds and on leaving a field, kept on this
// machine until the server has it, and never overwritten by anybody else's. All of it also works
// without this script, with the form's own buttons.
import htmx from "htmx.org";

import { pastedRows } from "./report-paste";
import { announce } from "./presses";

const PAUSE = 3000;
const AUTOSAVE = "X-Jiannuo-Autosave";
const KEPT = "jiannuo.draft.";
const TEXTS = ["progress", "problems", "causes", "next_steps"];

interface Kept {
  at: number;
  revision: string;
  fields: [string, string][];
}

let timer = 0;
let saving: Promise<boolean> | null = null;
let theirs: Record<string, string> | null = null;

export function watchReport(): void {
  document.addEventListener("DOMContentLoaded", begin);
  document.addEventListener("input", (event) => {
    const line = form();
    if (line === null || !line.contains(event.target as Node)) return;
    typed(line);
  });
  document.addEventListener("focusout", (event) => {
    if (form()?.contains(event.target as Node)) void save();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void save(true);
  });
  window.addEventListener("pagehide", () => void save(true));
  document.addEventListener("click", onClick);
  document.addEventListener("change", onChange);
  document.addEventListener("keydown", onKey);
  document.addEventListener("paste", onPaste);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("htmx:oobBeforeSwap", spareFocus);
  document.addEventListener("htmx:beforeOnLoad", refuseLoginPage);
}

function form(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("#line-form[data-open]");
}

function begin(): void {
  for (const note of document.querySelectorAll<HTMLElement>(".no-script")) note.hidden = true;
  const side = document.querySelector<HTMLElement>(".report-side");
  const current = side?.querySelector<HTMLElement>("[aria-current]");
  if (side && current) side.scrollTop = Math.max(0, current.offsetTop - side.clientHeight / 3);
  const line = form();
  if (line === null) return;
  if (line.dataset["conflict"] !== undefined) return;
  restore(line);
  moveToEnd(line);
}

// --- Keeping: everything typed is on this machine until the server has said that it has it.

function typed(line: HTMLFormElement): void {
  keep(line);
  const length = document.getElementById("length");
  if (length !== null) length.textContent = `${text(line, "progress").length}字`;
  const last = document.getElementById("last-progress")?.textContent;
  const still = document.getElementById("still-last");
  if (still !== null) still.hidden = text(line, "progress") !== last;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void save(), PAUSE);
}

function slot(line: HTMLFormElement): string {
  return `${KEPT}${line.dataset["account"] ?? ""}.${line.dataset["line"] ?? ""}`;
}

function contents(line: HTMLFormElement): [string, string][] {
  const found: [string, string][] = [];
  new FormData(line).forEach((value, name) => {
    if (name !== "csrfmiddlewaretoken" && name !== "revision") found.push([name, String(value)]);
  });
  return found;
}

function keep(line: HTMLFormElement): void {
  const kept: Kept = { at: Date.now(), revision: revision(line), fields: contents(line) };
  try {
    localStorage.setItem(slot(line), JSON.stringify(kept));
  } catch {
    // A full or forbidden storage: the server still gets everything every few seconds.
  }
}

function restore(line: HTMLFormElement): void {
  const kept = keptOf(line);
  if (kept === null) return;
  const written = kept.fields.filter(([name]) => TEXTS.includes(name) || isChoice(name));
  if (written.every(([name, value]) => text(line, name) === value)) {
    localStorage.removeItem(slot(line));
    return;
  }
  for (const [name, value] of written) put(line, name, value);
  // What the same person wrote later than what is saved goes on from it; anything else is compared.
  if (kept.at < Number(line.dataset["savedByMe"] ?? 0)) setRevision(line, kept.revision);
  else if (line.dataset["savedByMe"] === undefined) setRevision(line, kept.revision);
  const time = new Date(kept.at).toTimeString().slice(0, 5);
  tellKept(`已恢复您 ${time} 写的、还没有保存的内容，正在保存。`);
  void save();
}

function keptOf(line: HTMLFormElement): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(slot(line)) ?? "null") as Kept | null;
  } catch {
    // What cannot be read (storage forbidden, or written half) is as good as nothing.
    return null;
  }
}

function isChoice(name: string): boolean {
  return name === "claim" || name === "outlook";
}

// --- Saving

async function save(leaving = false): Promise<boolean> {
  const line = form();
  if (line === null || theirs !== null) return false;
  if (keptOf(line) === null) return true;
  if (saving !== null && !leaving) return saving;
  window.clearTimeout(timer);
  saving = send(line, leaving).finally(() => {
    saving = null;
  });
  return saving;
}

async function send(line: HTMLFormElement, leaving: boolean): Promise<boolean> {
  const sent = JSON.stringify(contents(line));
  let answer: Response;
  try {
    answer = await fetch(line.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(line) as unknown as Record<string, string>),
      headers: { [AUTOSAVE]: "1" },
      redirect: "manual",
      keepalive: leaving,
    });
  } catch {
    tellKept("连不上服务器。您写的已留在本机，连上后自动保存，请不要清除浏览器数据。");
    timer = window.setTimeout(() => void save(), PAUSE * 3);
    return false;
  }
  if (answer.type === "opaqueredirect" || answer.status === 403) {
    tellSessionEnded();
    return false;
  }
  if (answer.status === 409) {
    showConflict(line, (await answer.json()) as { conflict: string; theirs: Record<string, string>; revision: number });
    return false;
  }
  if (answer.status === 423) {
    tellKept(((await answer.json()) as { locked: string }).locked);
    return false;
  }
  if (!answer.ok) {
    tellKept("服务器出错，还没有保存。您写的已留在本机，稍后自动再试。");
    timer = window.setTimeout(() => void save(), PAUSE * 3);
    return false;
  }
  const saved = (await answer.json()) as { revision: number; at: string; stage: string };
  setRevision(line, String(saved.revision));
  if (JSON.stringify(contents(line)) === sent) localStorage.removeItem(slot(line));
  else timer = window.setTimeout(() => void save(), PAUSE);
  tellSaved(saved.at);
  const stage = document.querySelector(".report-side [aria-current] .stage");
  if (stage !== null) stage.textContent = saved.stage;
  return true;
}

function tellSaved(at: string): void {
  for (const id of ["saved", "saved-at"]) {
    const place = document.getElementById(id);
    if (place !== null) place.textContent = id === "saved" ? `✓ 已自动保存 ${at}` : `${at} 已保存`;
  }
  const kept = document.getElementById("kept");
  if (kept !== null) kept.hidden = true;
}

function tellKept(sentence: string): void {
  const place = document.getElementById("kept");
  if (place === null) return;
  place.textContent = sentence;
  place.hidden = false;
}

function tellSessionEnded(): void {
  const place = document.getElementById("kept");
  if (place === null) return;
  const link = document.createElement("a");
  link.href = `/login/?next=${encodeURIComponent(location.pathname)}`;
  link.textContent = "重新登录";
  place.replaceChildren("登录已过期。您写的都留在本机，", link, "后自动接着保存，一个字也不会丢。");
  place.hidden = false;
}

// --- Two people at once

function showConflict(
  line: HTMLFormElement,
  told: { conflict: string; theirs: Record<string, string>; revision: number },
): void {
  const box = document.getElementById("conflict");
  if (box === null) return;
  theirs = told.theirs;
  setRevision(line, String(told.revision));
  fill(box, "[data-said]", told.conflict);
  fill(box, "[data-mine]", summary(Object.fromEntries(contents(line))));
  fill(box, "[data-theirs]", summary(told.theirs));
  box.querySelector<HTMLElement>(".both")?.removeAttribute("hidden");
  for (const button of box.querySelectorAll<HTMLElement>("button")) button.hidden = false;
  box.hidden = false;
  box.scrollIntoView({ block: "nearest" });
  announce(told.conflict);
}

function summary(fields: Record<string, string>): string {
  return TEXTS.map((name) => fields[name] ?? "").filter((said) => said !== "").join("\n");
}

function settle(line: HTMLFormElement, mine: boolean): void {
  if (!mine && theirs !== null) {
    for (const [name, value] of Object.entries(theirs)) put(line, name, value);
    localStorage.removeItem(slot(line));
  } else {
    keep(line);
  }
  theirs = null;
  const box = document.getElementById("conflict");
  if (box !== null) box.hidden = true;
  htmx.trigger(line, "read");
  void save();
}

// --- Pressing and typing

function onClick(event: MouseEvent): void {
  const target = event.target as Element;
  const line = form();
  const filler = target.closest<HTMLElement>("[data-fill]");
  if (filler !== null && line !== null) {
    event.preventDefault();
    const source = document.getElementById(filler.dataset["source"] ?? "");
    put(line, filler.dataset["fill"] ?? "", filler.dataset["text"] ?? source?.textContent ?? "");
    written(line);
    return;
  }
  const press = target.closest<HTMLElement>("[data-press]");
  if (press === null) return;
  switch (press.dataset["press"]) {
    case "replace":
      if (line !== null) replaceInText(line, press);
      break;
    case "keep-mine":
    case "keep-theirs":
      if (line !== null) settle(line, press.dataset["press"] === "keep-mine");
      break;
  }
}

function replaceInText(line: HTMLFormElement, press: HTMLElement): void {
  const { old = "", new: now = "" } = press.dataset;
  const said = text(line, "progress");
  if (old === "" || !said.includes(old)) return;
  put(line, "progress", said.replace(old, now));
  document.getElementById("progress")?.focus();
  written(line);
}

function onChange(event: Event): void {
  const all = event.target as HTMLInputElement;
  if (all.dataset["press"] !== "pick-all") return;
  for (const box of document.querySelectorAll<HTMLInputElement>("#sheet-form input[name=line]")) {
    box.checked = all.checked;
  }
}

function onKey(event: KeyboardEvent): void {
  if (document.querySelector("[data-report]") === null) return;
  const command = event.ctrlKey || event.metaKey;
  const line = form();
  if (command && event.key === "s" && line !== null) {
    event.preventDefault();
    keep(line);
    void save();
  } else if (command && event.key === "Enter" && line !== null) {
    event.preventDefault();
    const next = document.querySelector<HTMLButtonElement>("button[form=line-form][value=next]");
    line.requestSubmit(next ?? undefined);
  } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    walk(event.key === "ArrowDown" ? 1 : -1);
  }
}

function walk(step: number): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".report-side nav a")];
  const at = links.findIndex((link) => link.getAttribute("aria-current") === "page");
  const next = links[at + step];
  if (next !== undefined) void save().then(() => (location.href = next.href));
}

// A row of a spreadsheet fills the fields it belongs to; several rows go to their tasks by number.
function onPaste(event: ClipboardEvent): void {
  const line = form();
  const area = (event.target as Element).closest<HTMLTextAreaElement>("textarea[name=progress]");
  const plain = event.clipboardData?.getData("text/plain") ?? "";
  if (line === null || area === null || !line.contains(area) || !plain.includes("\t")) return;
  const rows = pastedRows(plain);
  if (rows.length === 0) return;
  event.preventDefault();
  if (rows.length > 1) {
    distribute(plain, rows.length);
    return;
  }
  for (const [name, value] of Object.entries(rows[0] ?? {})) {
    if (value !== "") put(line, name, value);
  }
  written(line);
  announce("已按格填入各栏");
}

function distribute(plain: string, count: number): void {
  const place = document.getElementById("kept");
  const whole = document.querySelector<HTMLAnchorElement>(".report-side .note a");
  const token = document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]");
  if (place === null || whole === null || token === null) return;
  const go = document.createElement("form");
  go.method = "post";
  go.action = `${whole.pathname}paste/`;
  const rows = document.createElement("textarea");
  rows.name = "rows";
  rows.value = plain;
  rows.hidden = true;
  const button = document.createElement("button");
  button.className = "btn small";
  button.textContent = "按序号填到各项";
  go.append(token.cloneNode(), rows, button);
  place.replaceChildren(`您粘贴了 ${count} 行。`, go);
  place.hidden = false;
  button.focus();
}

// Another form of the page leaves only when what was typed is saved.
function onSubmit(event: SubmitEvent): void {
  const line = form();
  const leaving = event.target as HTMLFormElement;
  if (line === null) return;
  if (leaving === line) {
    submitLine(event, line);
    return;
  }
  const waits = leaving.matches("[data-after-save], [data-submit]");
  if (!waits || keptOf(line) === null) return;
  event.preventDefault();
  void save().then((saved) => {
    if (saved) leaving.submit();
  });
}

// A save that is on its way changes the revision: the form waits for it, or it would contradict itself.
function submitLine(event: SubmitEvent, line: HTMLFormElement): void {
  window.clearTimeout(timer);
  if (saving === null) {
    localStorage.removeItem(slot(line));
    return;
  }
  event.preventDefault();
  const { submitter } = event;
  void saving.then(() => {
    if (theirs === null) line.requestSubmit(submitter);
  });
}

// --- What the server reads while one types

function spareFocus(event: Event): void {
  const { target } = (event as CustomEvent<{ target: Element }>).detail;
  if (target.closest(".report-page") === null) return;
  const typing = document.activeElement?.matches("input[type=text]") ?? false;
  if (typing && target.contains(document.activeElement)) event.preventDefault();
}

function refuseLoginPage(event: Event): void {
  const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
  const way = xhr.getResponseHeader("HX-Redirect") ?? xhr.responseURL;
  if (form() === null || !way.includes("/login/")) return;
  event.preventDefault();
  tellSessionEnded();
}

// --- The form's fields

function text(line: HTMLFormElement, name: string): string {
  return String(new FormData(line).get(name) ?? "");
}

function put(line: HTMLFormElement, name: string, value: string): void {
  const field = line.elements.namedItem(name);
  if (field instanceof RadioNodeList) field.value = value;
  else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    field.value = value;
  }
}

function written(line: HTMLFormElement): void {
  typed(line);
  htmx.trigger(line, "read");
}

function revision(line: HTMLFormElement): string {
  return text(line, "revision");
}

function setRevision(line: HTMLFormElement, value: string): void {
  put(line, "revision", value);
}

function moveToEnd(line: HTMLFormElement): void {
  const area = line.querySelector<HTMLTextAreaElement>("textarea[autofocus]");
  area?.setSelectionRange(area.value.length, area.value.length);
}

function fill(box: HTMLElement, selector: string, said: string): void {
  const place = box.querySelector(selector);
  if (place !== null) place.textContent = said;
}
