// The plan filing's form: saved by itself every few seconds, and a piece of a spreadsheet pasted into
// it keeps its cells. Without this script the same form is saved by its buttons.
import { announce } from "./presses";

const WAIT = 2500;
const SAVING = "正在保存……";
const FAILED = "没有保存上：连不上服务器。您写的都还在，恢复后会自动再存。";
const SIGNED_OUT = "没有保存上：登录已过期。请在新窗口登录，再回到这里点“保存”，您写的都还在。";

type Answer = {
  revisions?: Record<string, number>;
  conflicts?: { line: number; by: string }[];
  fault?: string;
};

type Field = HTMLInputElement | HTMLTextAreaElement;

export function watchFiling(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-autosave]");
  if (form === null) return;
  watchSaving(form, form.dataset["autosave"] ?? "");
  form.addEventListener("paste", (event) => paste(form, event));
  for (const cell of form.querySelectorAll("textarea")) grow(cell);
  form.addEventListener("input", (event) => {
    if (event.target instanceof HTMLTextAreaElement) grow(event.target);
  });
}

function watchSaving(form: HTMLFormElement, address: string): void {
  const changed = new Set<string>();
  let timer = 0;
  let running = false;
  const later = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), WAIT);
  };
  const save = async (): Promise<void> => {
    if (running || changed.size === 0) return;
    running = true;
    const lines = [...changed];
    changed.clear();
    say(SAVING, false);
    const said = await send(form, address, lines);
    running = false;
    if (said === "again") {
      for (const line of lines) changed.add(line);
    }
    if (changed.size > 0) later();
  };
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
    changed.add(/^l\d+/.exec(field.name)?.[0] ?? "cover");
    say("有改动，几秒后自动保存", false);
    later();
  });
  form.addEventListener("submit", () => {
    changed.clear();
    window.clearTimeout(timer);
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed.size > 0 || running) event.preventDefault();
  });
}

// Sends the lines that changed with the revision they were written on; says how it went.
async function send(form: HTMLFormElement, address: string, lines: string[]): Promise<"" | "again"> {
  const body = new FormData();
  for (const [name, value] of new FormData(form)) {
    const line = /^l\d+/.exec(name)?.[0] ?? "cover";
    if (name === "csrfmiddlewaretoken" || lines.includes(line)) body.append(name, value);
  }
  let answer: Response;
  try {
    answer = await fetch(address, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
  } catch {
    say(FAILED, true);
    return "again";
  }
  if (!(answer.headers.get("Content-Type") ?? "").includes("json")) {
    say(answer.status >= 500 ? FAILED : SIGNED_OUT, true);
    return answer.status >= 500 ? "again" : "";
  }
  tell(form, (await answer.json()) as Answer);
  return "";
}

function tell(form: HTMLFormElement, said: Answer): void {
  for (const [line, revision] of Object.entries(said.revisions ?? {})) {
    const field = form.elements.namedItem(`l${line}-revision`);
    if (field instanceof HTMLInputElement) field.value = String(revision);
  }
  const conflicts = said.conflicts ?? [];
  for (const row of form.querySelectorAll(".whole-task, .part")) {
    const own = conflicts.find((one) => row.id === `l${one.line}`);
    row.classList.toggle("conflict", own !== undefined);
  }
  const first = conflicts[0];
  if (said.fault !== undefined) say(said.fault, true);
  else if (first !== undefined) {
    say(`${first.by}刚刚改过标出的行，您写的没有覆盖它。请点“保存”，对照两份文字。`, true);
  } else {
    const time = new Date().toLocaleTimeString("zh-CN", { hour12: false });
    say(`已自动保存 ${time}`, false);
  }
}

function say(sentence: string, wrong: boolean): void {
  const place = document.getElementById("saved");
  if (place === null) return;
  place.textContent = sentence;
  place.classList.toggle("wrong", wrong);
}

// A piece of a spreadsheet: rows parted by line ends, cells by tabs; a quoted cell may hold both.
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < clean.length; at += 1) {
    const one = clean.charAt(at);
    if (quoted) {
      if (one === '"' && clean.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else if (one === '"') quoted = false;
      else cell += one;
    } else if (one === '"' && cell === "") quoted = true;
    else if (one === "\t" || one === "\n") {
      rows[rows.length - 1]?.push(cell);
      cell = "";
      if (one === "\n") rows.push([]);
    } else cell += one;
  }
  rows[rows.length - 1]?.push(cell);
  return rows;
}

function paste(form: HTMLFormElement, event: ClipboardEvent): void {
  const start = event.target;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!(start instanceof HTMLElement) || !text.includes("\t")) return;
  const column = Number(start.dataset["column"] ?? Number.NaN);
  const row = start.closest("tr");
  if (Number.isNaN(column) || row === null) return;
  event.preventDefault();
  const rows = [...form.querySelectorAll("tr.whole-task, tr.part")];
  const from = rows.indexOf(row);
  const cells = cellsOf(text);
  let left = 0;
  cells.forEach((line, down) => {
    line.forEach((value, right) => {
      const field = rows[from + down]?.querySelector<Field>(`[data-column="${column + right}"]`);
      if (field === undefined || field === null) {
        if (value.trim() !== "") left += 1;
      } else fill(field, value);
    });
  });
  const sum = `已按行按列粘贴${cells.length}行。`;
  announce(left > 0 ? `${sum}有${left}个格子超出表格，没有粘贴。` : sum);
  if (left > 0) say(`有${left}个格子超出表格，没有粘贴，请核对起始的格子。`, true);
}

function fill(field: Field, value: string): void {
  field.value = field instanceof HTMLTextAreaElement ? value : value.replace(/\s*\n\s*/g, " ");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// A cell is as high as its text: nothing is hidden behind a scroll bar.
function grow(cell: HTMLTextAreaElement): void {
  if (cell.readOnly) return;
  cell.style.height = "auto";
  cell.style.height = `${cell.scrollHeight + 2}px`;
}
