// Many files, sent one after the other: each is read before the next goes, the page says how far it
// is and how long it will take, and what was sent stays if the rest fails.

export function watchForms(): void {
  document.addEventListener("submit", (event) => {
    const form = (event.target as Element).closest<HTMLFormElement>("form[data-one-by-one]");
    const files = form?.querySelector<HTMLInputElement>("input[type=file]")?.files;
    if (!form || !files || files.length < 2) return;
    event.preventDefault();
    void sendAll(form, [...files]);
  });
}

async function sendAll(form: HTMLFormElement, files: readonly File[]): Promise<void> {
  const button = form.querySelector<HTMLButtonElement>("button.main");
  if (button !== null) button.disabled = true;
  const begun = performance.now();
  for (const [sent, file] of files.entries()) {
    say(form, sentence(sent, files.length, performance.now() - begun));
    if (!(await send(form, file))) {
      say(form, `读到第 ${sent + 1} 个“${file.name}”时连接断了。已读的都在，请重新选其余的。`);
      if (button !== null) button.disabled = false;
      return;
    }
  }
  location.reload();
}

async function send(form: HTMLFormElement, file: File): Promise<boolean> {
  const body = new FormData(form);
  body.delete("files");
  body.append("files", file);
  try {
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    return answer.type === "opaqueredirect" || answer.ok;
  } catch {
    return false;
  }
}

function sentence(done: number, all: number, milliseconds: number): string {
  const left = done > 0 ? Math.ceil(((milliseconds / done) * (all - done)) / 1000) : 0;
  return `正在读第 ${done + 1} 个，共 ${all} 个${left > 0 ? `，约还要 ${left} 秒` : ""}。`;
}

function say(form: HTMLFormElement, words: string): void {
  const place = form.querySelector("[data-progress]");
  if (place !== null) place.textContent = words;
}
