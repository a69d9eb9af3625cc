// The browser knows what countries are called in the page's language; until then, and without it, their code is shown.
(() => {
  "use strict";
  const known = {}; // by language: to look names up is cheap, to begin is not
  const tell = () => {
    const places = document.querySelectorAll("[data-country]");
    if (!places.length) return;
    const lang = document.documentElement.lang || "ar";
    const called = (known[lang] ??= new Intl.DisplayNames([lang], { type: "region" }));
    for (const place of places) {
      let name = place.dataset.country;
      try { name = called.of(name); } catch { /* no country's code */ }
      if (place.textContent !== name) place.textContent = name;
    }
  };
  addEventListener("DOMContentLoaded", () => {
    new MutationObserver(tell).observe(document.documentElement, { subtree: true, childList: true, attributeFilter: ["lang"] });
    tell();
  });
})();
