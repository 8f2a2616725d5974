// Very many files are sent one by one, two at a time: a request that breaks costs one file, and the
// machine reads the first while the last are still on their way.

const FROM = 11; // files; fewer go with the plain form
const AT_A_TIME = 2;
const TRIES = 6;

interface Batch {
  page: string;
  files: string;
}

export function watchBatches(): void {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target as HTMLFormElement;
      if (!form.matches(".arrivals[data-batches], .arrivals[data-batch]")) return;
      const files = [...(form.querySelector<HTMLInputElement>("input[type=file]")?.files ?? [])];
      const again = form.dataset["batch"];
      if (files.length < FROM && again === undefined) return;
      if (files.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void send(form, files);
    },
    { capture: true },
  );
}

async function send(form: HTMLFormElement, files: File[]): Promise<void> {
  const button = form.querySelector<HTMLButtonElement>("button.main");
  const said = form.querySelector<HTMLElement>("[data-sent]");
  said?.setAttribute("role", "status");
  if (button !== null) button.disabled = true;
  const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
  window.addEventListener("beforeunload", stay);
  let order = Number(form.dataset["next"] ?? "1");
  try {
    const batch = await begin(form, files.length);
    const begun = Date.now();
    const waiting = [...files];
    let sent = 0;
    const carry = async (): Promise<void> => {
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
        await hand(form, batch.files, file, order++);
        sent += 1;
        const left = Math.round(((Date.now() - begun) / sent / 1000) * (files.length - sent));
        if (said !== null) {
          said.textContent = `已送出 ${sent}/${files.length} 份，约剩 ${left} 秒。请不要关闭这一页。`;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, carry));
    window.removeEventListener("beforeunload", stay);
    location.assign(batch.page);
  } catch (error) {
    window.removeEventListener("beforeunload", stay);
    if (said !== null) said.textContent = error instanceof Error ? error.message : String(error);
    if (button !== null) button.disabled = false;
    form.dataset["next"] = String(order);
  }
}

async function begin(form: HTMLFormElement, files: number): Promise<Batch> {
  const { batch, page } = form.dataset;
  if (batch !== undefined && page !== undefined) return { files: batch, page };
  const content = new FormData();
  content.append("csrfmiddlewaretoken", token(form));
  content.append("place", (form.elements.namedItem("place") as HTMLInputElement).value);
  content.append("files", String(files));
  const answer = await fetch(form.dataset["batches"] ?? "", { method: "POST", body: content });
  if (answer.status === 422) throw new Error(((await answer.json()) as { sentence: string }).sentence);
  if (!answer.ok) throw new Error("没有开始成：请刷新页面，重新登录后再试。");
  const begun = (await answer.json()) as Batch;
  // Sent once more after a break, the files go to the same batch.
  form.dataset["batch"] = begun.files;
  form.dataset["page"] = begun.page;
  return begun;
}

// A server that restarts is waited for; what it has got already it doesn't take twice.
async function hand(form: HTMLFormElement, address: string, file: File, order: number): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const content = new FormData();
    content.append("csrfmiddlewaretoken", token(form));
    content.append("order", String(order));
    content.append("file", file);
    try {
      const answer = await fetch(address, { method: "POST", body: content });
      if (answer.ok) return;
      if (answer.status < 500) throw new Error("登录已失效，请重新登录；收到的文件都在，重新选同一批文件就能接着送。");
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    if (attempt >= TRIES) throw new Error(`送到“${file.name}”时网络中断。收到的文件都在，稍后再点一次就接着送。`);
    await new Promise((done) => window.setTimeout(done, 1000 * 2 ** attempt));
  }
}

function token(form: HTMLFormElement): string {
  return (form.elements.namedItem("csrfmiddlewaretoken") as HTMLInputElement).value;
}
