// One press shows the source cell below the value, another hides it. Without the script the same
// link leads to the cell's own page.
import htmx from "htmx.org";

export function watchSources(): void {
  document.addEventListener("DOMContentLoaded", () => {
    if (location.hash === "") show(document);
  });
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a.cite");
    const slot = document.getElementById(link?.getAttribute("aria-controls") ?? "");
    if (link === null || slot === null) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void toggle(link, slot);
  });
}

// The link says at once what it was pressed for, so that a second press takes it back even while
// the answer is still on its way.
async function toggle(link: HTMLAnchorElement, slot: HTMLElement): Promise<void> {
  const open = link.getAttribute("aria-expanded") !== "true";
  link.setAttribute("aria-expanded", String(open));
  if (open) await htmx.ajax("get", link.pathname + link.search, { target: slot, swap: "innerHTML" });
  if (link.getAttribute("aria-expanded") !== "true") slot.replaceChildren();
  else if (slot.childElementCount === 0) link.setAttribute("aria-expanded", "false");
  else show(slot);
}

function show(place: ParentNode): void {
  place.querySelector(".cited")?.scrollIntoView({ block: "nearest", inline: "center" });
}
