// A report taken apart: source and tasks marked together, forms opened where they belong, one key for
// each act, names suggested while typing. Without this script the same acts are buttons and pages.
import htmx from "htmx.org";

import { keysOff } from "./intake";
import { announce } from "./presses";

const LINES = ".decomposition .prop, .decomposition .ask-row";

export function watchDecomposition(): void {
  document.addEventListener("mouseover", (event) => markFrom(event.target));
  document.addEventListener("focusin", (event) => {
    markFrom(event.target, true);
    remember(event.target);
  });
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("change", (event) => {
    if ((event.target as Element).matches?.(".decomposition .pick input")) countChosen();
  });
  document.addEventListener("input", onInput);
  document.addEventListener("focusout", (event) => {
    if ((event.target as Element).matches("[data-names]")) window.setTimeout(closeNames, 150);
  });
  document.addEventListener("htmx:configRequest", nameTheButton);
  document.addEventListener("htmx:beforeSwap", keepChosen);
  document.addEventListener("htmx:afterSettle", onSettled);
}

// --- The same words on both sides: a task and its stretches, a sentence left out and its stretch.

let shown = "";

function markFrom(target: EventTarget | null, focused = false): void {
  if (!(target instanceof Element) || target.closest(".decomposition") === null) return;
  const place = target.closest<HTMLElement>("[data-t], [data-s]");
  if (place === null) return;
  const { t, s } = place.dataset;
  const key = t === undefined ? `[data-s="${s}"]` : `[data-t="${t}"]`;
  if (key === shown && !focused) return;
  shown = key;
  for (const one of document.querySelectorAll(".decomposition .cited")) one.classList.remove("cited");
  const all = [...document.querySelectorAll<HTMLElement>(`.decomposition ${key}`)];
  for (const one of all) one.classList.add("cited");
  if (place.closest(".source-side") !== null) {
    show(all.find((one) => one.matches(".list-side .prop")), ".list-side");
  } else {
    show(all.find((one) => one.matches(".source-side .w")), ".sheet-frame");
  }
}

// Only what scrolls by itself follows the pointer; the page stays where the reader's eye is.
function show(element: HTMLElement | undefined, within: string): void {
  const frame = element?.closest<HTMLElement>(within);
  if (!element || !frame || getComputedStyle(frame).overflowY === "visible") return;
  const part = element.closest("details");
  if (part !== null && within === ".sheet-frame") part.open = true;
  const inside = element.getBoundingClientRect();
  const around = frame.getBoundingClientRect();
  if (inside.top < around.top || inside.bottom > around.bottom) {
    frame.scrollTop += inside.top - around.top - around.height / 3;
  }
}

function onClick(event: MouseEvent): void {
  const target = event.target as Element;
  if (target.closest(".decomposition") === null) return;
  const opener = target.closest<HTMLElement>("[data-edit]");
  if (opener !== null) {
    event.preventDefault();
    void openForm(opener);
    return;
  }
  const echo = target.closest<HTMLElement>("[data-show]");
  if (echo !== null) {
    event.preventDefault();
    const words = document.querySelector(`.source-side [data-s="${echo.dataset["show"]}"]`);
    words?.closest("details")?.setAttribute("open", "");
    markFrom(words, true);
    words?.scrollIntoView({ block: "center" });
    return;
  }
  const name = target.closest<HTMLElement>(".names li");
  if (name !== null) {
    chooseName(name);
    return;
  }
  const words = target.closest<HTMLElement>(".source-side .w");
  if (words !== null) goTo(words.dataset["t"], words.dataset["s"]);
}

// From the source to its task, or to the line among those left out.
function goTo(task: string | undefined, sentence: string | undefined): void {
  const line = document.getElementById(task === undefined ? `s${sentence}` : `t${task}`);
  if (line === null) return;
  line.closest("details")?.setAttribute("open", "");
  line.focus({ preventScroll: true });
  line.scrollIntoView({ block: "center" });
}

// --- Forms open in the line that they are about; for several, below the tools.

async function openForm(opener: HTMLElement): Promise<void> {
  const line = opener.closest<HTMLElement>(".prop");
  const slot = (line ?? document).querySelector<HTMLElement>(line === null ? "[data-many]" : ".slot");
  if (slot === null) return;
  const address = new URL(opener.dataset["edit"] ?? "", location.href);
  if (line === null) {
    const chosen = chosenTasks();
    if (chosen.length === 0) {
      say("请先选中任务（按 X，或点前面的方框）。");
      return;
    }
    address.searchParams.set("chosen", chosen.join(","));
  }
  if (opener.dataset["first"]) address.searchParams.set("first", opener.dataset["first"]);
  for (const other of document.querySelectorAll(".decomposition .slot")) other.replaceChildren();
  await htmx.ajax("get", address.pathname + address.search, { target: slot, swap: "innerHTML" });
  const field = slot.querySelector<HTMLElement>("[autofocus]") ?? slot.querySelector<HTMLElement>("input:not([type=hidden])");
  field?.focus();
  (slot.firstElementChild ?? slot).scrollIntoView({ block: "nearest" });
}

function chosenTasks(): string[] {
  const boxes = document.querySelectorAll<HTMLInputElement>(".list-side input[name=chosen]:checked");
  return [...boxes].map((one) => one.value);
}

function countChosen(): void {
  const place = document.querySelector("[data-chosen-count]");
  const count = chosenTasks().length;
  if (place !== null) place.textContent = count > 0 ? `选中的 ${count} 项：` : "选中的任务：";
}

function say(sentence: string): void {
  const place = document.getElementById("said");
  if (place !== null) place.textContent = sentence;
  announce(sentence);
}

// --- Keys.

let current = "";
let position = -1;

function lines(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(LINES)].filter((one) => one.offsetParent !== null);
}

function remember(target: EventTarget | null): void {
  const line = target instanceof Element ? target.closest<HTMLElement>(LINES) : null;
  if (line === null) return;
  current = line.id;
  position = lines().indexOf(line);
}

function onKey(event: KeyboardEvent): void {
  const here = event.target as HTMLElement;
  if (document.querySelector(".decomposition") === null) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (here.matches("[data-names]") && onNameKey(event)) return;
  if (event.key === "Escape") {
    here.closest(".slot")?.querySelector<HTMLElement>("[data-cancel]")?.click();
    return;
  }
  if (here.matches("input:not([type=checkbox]), select, textarea") || keysOff()) return;
  if (here.closest(".slot") !== null) return;
  const line = here.closest<HTMLElement>(LINES) ?? document.getElementById(current);
  if (act(event.key, line)) event.preventDefault();
}

function act(key: string, line: HTMLElement | null): boolean {
  switch (key) {
    case "j":
    case "k":
      walk(line, key === "j" ? 1 : -1, () => true);
      return true;
    case "n":
      walk(line, 1, (one) => one.matches(".prop[data-asked]"));
      return true;
    case "x":
      line?.querySelector<HTMLElement>(".pick input")?.click();
      return line !== null;
    case "u":
      document.querySelector<HTMLFormElement>("#bar .undo")?.requestSubmit();
      return true;
    case "c":
      line?.querySelector<HTMLElement>("[data-key=e]")?.setAttribute("data-first", "category");
      press("e", line);
      line?.querySelector<HTMLElement>("[data-key=e]")?.setAttribute("data-first", "wording");
      return true;
    default:
      return /^[a-z]$/.test(key) && press(key, line);
  }
}

// With several chosen, a key is for all of them; else for the line that has the focus.
function press(key: string, line: HTMLElement | null): boolean {
  const many = chosenTasks().length > 0 ? document.getElementById("tools") : null;
  const button =
    many?.querySelector<HTMLElement>(`[data-key="${key}"]`) ??
    line?.querySelector<HTMLElement>(`[data-key="${key}"]`);
  if (!button) return false;
  button.click();
  return true;
}

function walk(line: HTMLElement | null, step: number, fits: (one: HTMLElement) => boolean): void {
  const all = lines();
  const from = line === null ? -1 : all.indexOf(line);
  for (let at = from + step; at >= 0 && at < all.length; at += step) {
    const one = all[at];
    if (one && fits(one)) {
      one.focus({ preventScroll: true });
      one.scrollIntoView({ block: "nearest" });
      return;
    }
  }
}

// --- After a step the page is exchanged in parts: what was chosen, opened and looked at stays so.

let chosenBefore: string[] = [];
let opened: string[] = [];

function keepChosen(event: Event): void {
  if (document.querySelector(".decomposition") === null) return;
  const detail = (event as CustomEvent<{ xhr: XMLHttpRequest; requestConfig: { verb: string } }>).detail;
  const ended = detail.requestConfig.verb === "post" && detail.xhr.status === 200;
  chosenBefore = ended ? [] : chosenTasks();
  opened = [...document.querySelectorAll<HTMLElement>(".left-out-list .why[open] > summary")].map(
    (one) => one.firstChild?.textContent ?? "",
  );
  if (ended) document.querySelector("[data-many]")?.replaceChildren();
}

function onSettled(): void {
  if (document.querySelector(".decomposition") === null) return;
  for (const value of chosenBefore) {
    const box = document.querySelector<HTMLInputElement>(`.list-side input[name=chosen][value="${value}"]`);
    if (box !== null) box.checked = true;
  }
  for (const summary of document.querySelectorAll<HTMLElement>(".left-out-list .why > summary")) {
    if (opened.includes(summary.firstChild?.textContent ?? "")) {
      summary.parentElement?.setAttribute("open", "");
    }
  }
  countChosen();
  if (document.activeElement !== document.body || current === "") return;
  const line = document.getElementById(current) ?? lines()[Math.min(position, lines().length - 1)];
  line?.focus({ preventScroll: true });
  line?.scrollIntoView({ block: "nearest" });
}

// Buttons in the lines belong to a form above them; htmx sends only those inside it.
function nameTheButton(event: Event): void {
  const detail = (
    event as CustomEvent<{ triggeringEvent?: SubmitEvent; parameters: Record<string, unknown> }>
  ).detail;
  const button = detail.triggeringEvent?.submitter;
  if (button instanceof HTMLButtonElement && button.form?.id === "arrange" && button.name !== "") {
    detail.parameters[button.name] = button.value;
  }
}

// --- Names: what is typed behind the last 、 is completed from the directory.

let asking = 0;

function onInput(event: Event): void {
  const input = event.target as HTMLInputElement;
  if (!input.matches?.("[data-names]")) return;
  window.clearTimeout(asking);
  asking = window.setTimeout(() => void suggest(input), 120);
}

async function suggest(input: HTMLInputElement): Promise<void> {
  const text = lastName(input.value).trim();
  if (text === "") {
    closeNames();
    return;
  }
  const address = new URL(input.dataset["names"] ?? "", location.href);
  address.searchParams.set("text", text);
  const answer = await fetch(address, { headers: { "HX-Request": "true" } });
  if (!answer.ok || document.activeElement !== input) return;
  const names = await answer.text();
  closeNames();
  if (!names.includes("<li")) return;
  const list = document.createElement("ul");
  list.className = "names";
  list.id = "names";
  list.setAttribute("role", "listbox");
  list.innerHTML = names;
  list.addEventListener("mousedown", (event) => event.preventDefault());
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "true");
  input.setAttribute("aria-controls", "names");
  announce(`${list.children.length} 个名称，上下键选择`);
}

function onNameKey(event: KeyboardEvent): boolean {
  const input = event.target as HTMLInputElement;
  const all = [...document.querySelectorAll<HTMLElement>(".names li")];
  if (all.length === 0) return false;
  const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = (at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1) + all.length) % all.length;
    all.forEach((one, number) => one.setAttribute("aria-selected", String(number === next)));
    input.setAttribute("aria-activedescendant", all[next]?.id ?? "");
    return true;
  }
  if (event.key === "Enter" && at >= 0 && all[at]) {
    event.preventDefault();
    chooseName(all[at]);
    return true;
  }
  if (event.key === "Escape") {
    closeNames();
    return true;
  }
  return false;
}

function chooseName(name: HTMLElement): void {
  const input = name.parentElement?.previousElementSibling as HTMLInputElement | null;
  if (input === null) return;
  const before = input.value.slice(0, input.value.length - lastName(input.value).length);
  input.value = `${before}${name.textContent ?? ""}、`;
  closeNames();
  input.focus();
}

function lastName(text: string): string {
  return text.split(/[、，,；;]/).pop() ?? "";
}

function closeNames(): void {
  const list = document.getElementById("names");
  list?.previousElementSibling?.removeAttribute("aria-expanded");
  list?.previousElementSibling?.removeAttribute("aria-activedescendant");
  list?.remove();
}
