// The ledger's grid: rows open in place, arrow keys walk, "/" searches, rows copy as a table.
import htmx from "htmx.org";

import { announce, copy, say } from "./presses";
import { asClipboard } from "./tabular";

const KEYS_OFF = "jiannuo.keys-off";

export function watchGrid(): void {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("copy", onCopy);
  document.addEventListener("htmx:beforeSwap", emptyBeforeSwap);
  document.addEventListener("htmx:afterSettle", onSettled);
  document.addEventListener("DOMContentLoaded", showKeys);
}

function onClick(event: MouseEvent): void {
  const target = event.target as Element;
  const link = target.closest<HTMLAnchorElement>(".grid .f2 a");
  if (link !== null && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    void toggle(link);
    return;
  }
  const button = target.closest<HTMLElement>("[data-press]");
  if (button?.dataset["press"] === "copy-table") {
    const rows = dataRows();
    copy(asClipboard(headings(), rows.map(cells)));
    say(button, `已复制 ${rows.length} 行`);
  } else if (button?.dataset["press"] === "keys") {
    localStorage.setItem(KEYS_OFF, keysOff() ? "" : "1");
    showKeys();
  }
}

function onKey(event: KeyboardEvent): void {
  const here = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || here.closest(".grid-page") === null) {
    // Outside the grid's page nothing listens; with nothing focused the page itself is the target.
    if (here !== document.body || event.ctrlKey || event.metaKey || event.altKey) return;
  }
  const typing = here.matches("input, select, textarea");
  switch (event.key) {
    case "/":
      if (!typing && !keysOff()) focusOn(document.querySelector("#text"), event);
      break;
    case "ArrowDown":
    case "ArrowUp":
      if (!typing || here.id === "text") walk(event.key === "ArrowDown" ? 1 : -1, event);
      break;
    case "Escape":
      if (here.id === "text") focusOn(links()[0] ?? null, event);
      else closeAround(here, event);
      break;
  }
}

function walk(step: number, event: KeyboardEvent): void {
  const all = links();
  const current = document.activeElement?.closest("tr.opened")
    ? document.activeElement.closest("tr")?.previousElementSibling?.querySelector(".f2 a")
    : document.activeElement?.closest("tr")?.querySelector(".f2 a");
  const index = current ? all.indexOf(current as HTMLAnchorElement) : step > 0 ? -1 : all.length;
  focusOn(all[index + step] ?? null, event);
}

function closeAround(here: HTMLElement, event: KeyboardEvent): void {
  const row = here.closest("tr.opened")?.previousElementSibling ?? here.closest("tr.on");
  const link = row?.querySelector<HTMLAnchorElement>(".f2 a");
  if (link?.getAttribute("aria-expanded") === "true") {
    close(link);
    focusOn(link, event);
  }
}

async function toggle(link: HTMLAnchorElement): Promise<void> {
  if (link.getAttribute("aria-expanded") === "true") {
    close(link);
    return;
  }
  const row = link.closest("tr");
  if (row === null) return;
  for (const other of document.querySelectorAll<HTMLAnchorElement>(
    ".grid .f2 a[aria-expanded=true]",
  )) {
    close(other);
  }
  // It says at once what it was pressed for: a second press takes it back before the answer is here.
  link.setAttribute("aria-expanded", "true");
  await htmx.ajax("get", rowAddress(link, row), { target: row, swap: "afterend" });
  const came = row.nextElementSibling?.matches("tr.opened") ?? false;
  if (!came || link.getAttribute("aria-expanded") !== "true") {
    close(link);
    return;
  }
  row.classList.add("on");
  remember(row.id.replace("t", ""));
}

// The opened row covers the table's columns and speaks of the period that the grid shows.
function rowAddress(link: HTMLAnchorElement, row: HTMLTableRowElement): string {
  const asked = new URLSearchParams({ span: String(row.cells.length - 1) });
  const period = new URL(location.href).searchParams.get("period");
  if (period !== null) asked.set("period", period);
  return `${link.pathname}row/?${asked.toString()}`;
}

function close(link: HTMLAnchorElement): void {
  const row = link.closest("tr");
  if (row?.nextElementSibling?.matches("tr.opened")) row.nextElementSibling.remove();
  row?.classList.remove("on");
  link.setAttribute("aria-expanded", "false");
  remember("");
}

// The address carries the state, so that it can be sent to a colleague.
function remember(open: string): void {
  const address = new URL(location.href);
  if (open === "") address.searchParams.delete("open");
  else address.searchParams.set("open", open);
  history.replaceState(history.state, "", address);
}

// Rows that are about to be replaced go at once: htmx would say goodbye to every one of their
// thousands of elements with an event, which takes longer than drawing the new ones.
function emptyBeforeSwap(event: Event): void {
  const { target, shouldSwap } = (event as CustomEvent<{ target: Element; shouldSwap: boolean }>)
    .detail;
  if (shouldSwap && target.id === "ledger") target.querySelector(".grid tbody")?.replaceChildren();
}

function onSettled(): void {
  const sentence = document.querySelector<HTMLElement>("[data-announce]")?.dataset["announce"];
  if (sentence !== undefined) announce(sentence);
}

// With nothing selected, Ctrl+C copies the row that has the focus.
function onCopy(event: ClipboardEvent): void {
  const row = document.activeElement?.closest<HTMLTableRowElement>(".grid > tbody > tr");
  if (!row || row.matches(".opened") || !(getSelection()?.isCollapsed ?? true)) return;
  for (const [type, content] of Object.entries(asClipboard([], [cells(row)]))) {
    event.clipboardData?.setData(type, content);
  }
  event.preventDefault();
  announce("已复制这一行");
}

function showKeys(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-press=keys]")) {
    button.textContent = keysOff() ? "启用“/”键" : "停用“/”键";
  }
}

function keysOff(): boolean {
  return localStorage.getItem(KEYS_OFF) === "1";
}

function focusOn(element: HTMLElement | null, event: Event): void {
  if (element === null) return;
  event.preventDefault();
  element.focus();
  if (element instanceof HTMLInputElement) element.select();
}

function links(): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>(".grid > tbody > tr > .f2 a")];
}

function dataRows(): HTMLTableRowElement[] {
  return [...document.querySelectorAll<HTMLTableRowElement>(".grid > tbody > tr:not(.opened)")];
}

function headings(): string[] {
  return [...document.querySelectorAll(".grid > thead th")].map(text);
}

function cells(row: HTMLTableRowElement): string[] {
  return [...row.cells].map(text);
}

function text(cell: Element): string {
  return (cell.textContent ?? "").trim();
}
