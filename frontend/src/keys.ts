// Keys that stand on the page: pressing one does what clicking what shows it would do.
// Only pages that say so (`.reviewing`) listen; whoever types in a field is left alone.

export function watchKeys(): void {
  document.addEventListener("keydown", (event) => {
    const page = document.querySelector(".reviewing");
    if (page === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target)) return;
    const named = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (named === null) return;
    event.preventDefault();
    named.click();
    if (named instanceof HTMLInputElement) named.focus();
  });
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["radio", "checkbox"].includes(target.type);
}
