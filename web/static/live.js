// Refreshes what changed while a page is open. Without this file everything else works the same.
"use strict";
(() => {
  const typing = () => document.querySelector("form:focus-within input:not([type=search]), form:focus-within textarea, form:focus-within select");
  // A tick that somebody moved is a choice: what holds it stays as it is.
  const chosen = (part) => [...part.querySelectorAll("input")].some((one) => one.checked !== one.defaultChecked);
  let reading = new EventSource("/vivo");
  let first = null;
  reading.onmessage = async (event) => {
    if (first === null) { first = event.data; return; }
    if (event.data === first || typing()) return;
    first = event.data;
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("section.sheet, figure.chart, dl[id]")) {
      const same = part.id ? fresh.getElementById(part.id) : null;
      if (same && !chosen(part)) part.replaceWith(same);
    }
    const now = fresh.querySelectorAll("section.summary");
    document.querySelectorAll("section.summary").forEach((part, n) => now[n] && part.replaceWith(now[n]));
  };
  addEventListener("pagehide", () => reading.close());
})();
