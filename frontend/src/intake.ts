// The way in: files dropped on the page, a value and its source cell marked together, keys for
// answering one question after the other.

const KEYS_OFF = "jiannuo.keys-off";

export function watchIntake(): void {
  watchDrop();
  document.addEventListener("mouseover", (event) => mark(placed(event.target)));
  document.addEventListener("focusin", (event) => {
    mark(placed(event.target), true);
    remember(event.target as Element);
  });
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:beforeSwap", onBeforeSwap);
  document.addEventListener("htmx:afterSettle", onSettled);
  document.addEventListener("DOMContentLoaded", sayKeys);
}

// --- Files dropped anywhere on the box become the form's files; several are sent together.

function watchDrop(): void {
  document.addEventListener("submit", onSubmit);
  // Coming back with the browser's own button, the form works again.
  window.addEventListener("pageshow", () => {
    const button = document.querySelector<HTMLButtonElement>(".arrivals button.main");
    if (button !== null) button.disabled = false;
  });
  document.addEventListener("dragover", (event) => {
    const box = dropBox(event);
    if (box === null) return;
    event.preventDefault();
    box.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => dropBox(event)?.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    const box = dropBox(event);
    const input = box?.querySelector<HTMLInputElement>("input[type=file]");
    if (!box || !input || !event.dataTransfer) return;
    event.preventDefault();
    box.classList.remove("over");
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.form?.requestSubmit();
  });
  document.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    const said = input.closest("[data-drop]")?.querySelector<HTMLElement>("[data-chosen]");
    if (!said || input.files === null) return;
    const names = [...input.files].map((file) => file.name);
    said.textContent = names.length > 0 ? `已选 ${names.length} 个：${names.join("、")}` : "";
    said.hidden = names.length === 0;
  });
}

// A large file takes a while to arrive, and the page says that it works.
function onSubmit(event: SubmitEvent): void {
  const form = (event.target as Element).closest<HTMLFormElement>(".arrivals");
  const said = form?.querySelector<HTMLElement>("[data-sent]");
  if (!form || !said) return;
  const button = form.querySelector<HTMLButtonElement>("button.main");
  window.setTimeout(() => {
    if (button !== null) button.disabled = true;
    said.textContent = "正在接收，收好以后可以离开这一页。";
    said.setAttribute("role", "status");
  });
}

function dropBox(event: DragEvent): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>("[data-drop]") : null;
}

// --- A value and the source cell that it came from carry the same key.

let marked = "";
let restore: (() => void) | null = null;

function placed(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof Element) || target.closest(".review") === null) return null;
  return target.closest<HTMLElement>("[data-at]");
}

function mark(element: HTMLElement | null, focused = false): void {
  if (element === null) return;
  const key = element.dataset["at"] ?? "";
  const span = element.dataset["span"] ?? "";
  if (key === "" || (`${key} ${span}` === marked && !focused)) return;
  unmark();
  marked = `${key} ${span}`;
  for (const other of document.querySelectorAll<HTMLElement>(`[data-at="${CSS.escape(key)}"]`)) {
    other.classList.add("cited");
  }
  const cell = document.getElementById(`c-${key}`);
  if (cell === null || cell === element) return;
  restore = markWords(cell, span);
  bringIntoFrame(cell);
}

function unmark(): void {
  restore?.();
  restore = null;
  for (const element of document.querySelectorAll(".review .cited")) {
    element.classList.remove("cited");
  }
}

function markWords(cell: HTMLElement, span: string): (() => void) | null {
  const [start, end] = span.split("-").map(Number);
  if (start === undefined || end === undefined || !(end > start)) return null;
  const before = cell.innerHTML;
  const range = document.createRange();
  const from = textAt(cell, start);
  const to = textAt(cell, end);
  if (from === null || to === null) return null;
  range.setStart(...from);
  range.setEnd(...to);
  const words = document.createElement("mark");
  words.append(range.extractContents());
  range.insertNode(words);
  return () => {
    cell.innerHTML = before;
  };
}

function textAt(cell: HTMLElement, offset: number): [Node, number] | null {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (left <= length) return [node, left];
    left -= length;
  }
  return null;
}

// Only the frame scrolls; the page stays where the reader's eye is.
function bringIntoFrame(cell: HTMLElement): void {
  const frame = cell.closest<HTMLElement>(".sheet-frame");
  if (frame === null || getComputedStyle(frame).overflowY === "visible") return;
  const inside = cell.getBoundingClientRect();
  const around = frame.getBoundingClientRect();
  if (inside.top < around.top || inside.bottom > around.bottom) {
    frame.scrollTop += inside.top - around.top - around.height / 3;
  }
  if (inside.left < around.left || inside.right > around.right) {
    frame.scrollLeft += inside.left - around.left - 60;
  }
}

function onClick(event: MouseEvent): void {
  const target = event.target as Element;
  if (target.closest("[data-press=single-keys]") !== null) {
    localStorage.setItem(KEYS_OFF, keysOff() ? "" : "1");
    sayKeys();
    return;
  }
  const cancel = target.closest<HTMLElement>(".slot [data-cancel]");
  if (cancel !== null) {
    event.preventDefault();
    const slot = cancel.closest(".slot");
    const home = slot?.closest<HTMLElement>("[tabindex]");
    slot?.replaceChildren();
    home?.focus();
    return;
  }
  const cite = target.closest<HTMLAnchorElement>(".review a.cite[href^='#c-']");
  if (cite !== null) {
    event.preventDefault();
    showCell(cite);
    return;
  }
  const cell = target.closest<HTMLElement>(".source-side [data-at]");
  if (cell !== null) showValueOf(cell.dataset["at"] ?? "");
}

// Beside each other, the cell is marked already; one below the other, its words come to the value.
function showCell(cite: HTMLAnchorElement): void {
  const cell = document.getElementById(decodeURIComponent(cite.hash.slice(1)));
  const side = document.querySelector(".source-side");
  if (cell === null || side === null) return;
  if (getComputedStyle(side).position === "sticky") {
    mark(placed(cite), true);
    return;
  }
  const slot = cite.closest("[data-at]")?.querySelector(".slot");
  if (!slot) {
    cell.scrollIntoView({ block: "center" });
    return;
  }
  const words = document.createElement("blockquote");
  words.className = "source-words";
  words.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
  const away = document.createElement("a");
  away.className = "cite";
  away.href = cite.href;
  away.textContent = "到原文里看";
  away.addEventListener("click", (event) => {
    event.stopPropagation();
  });
  words.append(away);
  slot.replaceChildren(words);
  words.scrollIntoView({ block: "nearest" });
}

// From the source back to the value: its row opens and comes into view.
function showValueOf(key: string): void {
  const value = document
    .querySelector(`.read-row [data-at="${CSS.escape(key)}"]`)
    ?.closest<HTMLElement>("[tabindex]");
  if (!value) return;
  const row = value.closest("details");
  if (row !== null) row.open = true;
  value.scrollIntoView({ block: "center" });
  value.focus({ preventScroll: true });
}

// --- Keys: j and k walk the questions, Enter writes, u undoes, c goes to the confirmation.

function onKey(event: KeyboardEvent): void {
  if (document.querySelector(".review") === null) return;
  const here = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (here.matches("input, select, textarea")) {
    if (event.key === "Escape") here.closest(".slot")?.querySelector<HTMLElement>("[data-cancel]")?.click();
    return;
  }
  if (event.key === "Enter") {
    if (here.matches(".asking, .read-row [data-at]")) {
      const edit = here.querySelector<HTMLElement>(".edit, .quiet-edge");
      if (edit !== null) {
        event.preventDefault();
        edit.click();
      }
    }
    return;
  }
  if (keysOff()) return;
  switch (event.key) {
    case "j":
    case "k":
      walk(event.key === "j" ? 1 : -1, here);
      break;
    case "u":
      document.querySelector<HTMLFormElement>("#bar .undo")?.requestSubmit();
      break;
    case "c":
      document.querySelector<HTMLElement>("#bar .confirm .btn")?.focus();
      break;
    default:
      return;
  }
  event.preventDefault();
}

let question = -1;

// Single keys can be switched off: who speaks to the machine, or stumbles, would set them off.
export function keysOff(): boolean {
  return localStorage.getItem(KEYS_OFF) === "1";
}

function sayKeys(): void {
  const button = document.querySelector<HTMLElement>("[data-press=single-keys]");
  if (button !== null) button.textContent = keysOff() ? "启用单键" : "停用单键";
}

function walk(step: number, here: HTMLElement): void {
  const all = questions();
  const current = all.indexOf(here.closest<HTMLElement>(".asking") as HTMLElement);
  question = current >= 0 ? current : question;
  go(question + step);
}

function go(to: number): void {
  const all = questions();
  if (all.length === 0) return;
  question = Math.min(Math.max(to, 0), all.length - 1);
  all[question]?.focus();
  all[question]?.scrollIntoView({ block: "nearest" });
}

function questions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".asking")];
}

// A sentence about what was wrong with a form comes with status 422 and belongs on the page.
function onBeforeSwap(event: Event): void {
  const detail = (event as CustomEvent<{ xhr: XMLHttpRequest; shouldSwap: boolean; isError: boolean }>)
    .detail;
  if (detail.xhr.status === 422) {
    detail.shouldSwap = true;
    detail.isError = false;
  }
}

// An answered question is gone: the next one takes its place and the focus.
function onSettled(): void {
  const done = document.querySelector<HTMLElement>("#reading[data-go]");
  if (done !== null) location.replace(done.dataset["go"] ?? location.href);
  if (document.querySelector(".review") === null) return;
  sayKeys();
  const field = document.querySelector<HTMLElement>(".slot textarea");
  if (field !== null && document.activeElement === document.body) field.focus();
  if (document.activeElement === document.body && question >= 0) go(question);
}

function remember(element: Element): void {
  const one = element.closest<HTMLElement>(".asking");
  if (one !== null) question = questions().indexOf(one);
}
