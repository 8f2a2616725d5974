// A request in the background that fails must say so; silence would look like an empty ledger.

const SENTENCES: Record<number, string> = {
  0: "连不上服务器，页面没有更新。请检查网络后再试。",
  403: "您没有权限看这一部分。需要的话，请联系督查室。",
  404: "没有找到：可能已被删除，或不在您的范围内。请刷新页面。",
  429: "操作太频繁，请稍等一分钟再试。",
};

const OTHERWISE = "服务器出错，页面没有更新。请稍后再试；仍不行，请告诉系统管理员。";

export function watchFailures(): void {
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
    tell(SENTENCES[xhr.status] ?? OTHERWISE);
  });
  document.addEventListener("htmx:sendError", () => tell(SENTENCES[0] ?? OTHERWISE));
  document.addEventListener("htmx:afterSwap", () => tell(""));
}

function tell(sentence: string): void {
  const place = document.getElementById("failure");
  if (place === null) return;
  place.textContent = sentence;
  place.hidden = sentence === "";
}
