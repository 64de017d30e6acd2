// Inside Telegram: takes over its colours, as far as they can be read on one another.
"use strict";
(() => {
  const kept = sessionStorage.getItem("telegram");
  if (!kept) return;
  const light = (colour) => {
    const part = (n) => { const c = parseInt(colour.slice(n, n + 2), 16) / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
  };
  const apart = (one, other) => { const [a, b] = [light(one), light(other)].sort(); return (b + 0.05) / (a + 0.05); };
  const colour = /^#[0-9a-f]{6}$/i;
  let told;
  try { told = JSON.parse(kept); } catch { return; }
  const ground = told.bg_color;
  if (!colour.test(ground)) return;
  const root = document.documentElement;
  root.dataset.theme = light(ground) < 0.18 ? "dark" : "light";
  const take = (name, given, least) => { if (colour.test(given) && apart(given, ground) >= least) root.style.setProperty(name, given); };
  root.style.setProperty("--ground", ground);
  take("--ink", told.text_color, 7);
  take("--quiet", told.subtitle_text_color || told.hint_color, 4.5);
  take("--link", told.link_color, 4.5);
})();
