// Buttons that only a script can serve. They are hidden until this script runs.

export function watchPresses(): void {
  const show = (): void => {
    for (const button of document.querySelectorAll<HTMLElement>("[data-press][hidden]")) {
      button.hidden = false;
    }
  };
  show();
  document.addEventListener("htmx:afterSettle", show);
  document.addEventListener("DOMContentLoaded", show);

  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-press]");
    switch (button?.dataset["press"]) {
      case "print":
        window.print();
        break;
      case "copy-link":
        copy({ "text/plain": new URL(button.dataset["link"] ?? "", location.href).href });
        say(button, "已复制链接");
        break;
      case "copy-text": {
        const from = document.getElementById(button.dataset["from"] ?? "");
        copy({ "text/plain": from?.textContent ?? "" });
        say(button, "已复制");
        break;
      }
    }
  });
}

// The asynchronous clipboard needs HTTPS, which an intranet may not have; this way always works.
export function copy(contents: Record<string, string>): void {
  const fill = (event: ClipboardEvent): void => {
    for (const [type, content] of Object.entries(contents)) {
      event.clipboardData?.setData(type, content);
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", fill, { capture: true, once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", fill, { capture: true });
}

// The button itself answers, for eyes and, as its name changes, for screen readers.
export function say(button: HTMLElement, answer: string): void {
  const before = button.dataset["label"] ?? button.textContent ?? "";
  button.dataset["label"] = before;
  button.textContent = answer;
  announce(answer);
  window.setTimeout(() => {
    button.textContent = before;
  }, 2000);
}

export function announce(sentence: string): void {
  const place = document.getElementById("announcement");
  if (place !== null) place.textContent = sentence;
}
