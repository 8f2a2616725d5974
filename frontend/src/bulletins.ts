// What was typed into a draft and not saved is asked about before the page is left.

export function watchBulletins(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-unsaved]");
  if (form === null) return;
  let changed = false;
  form.addEventListener("input", () => {
    changed = true;
  });
  form.addEventListener("submit", () => {
    changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
