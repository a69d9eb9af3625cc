// The browser knows what countries are called in the page's language; until then, and without it, their code is shown.
(() => {
  "use strict";
  const tell = () => {
    const called = new Intl.DisplayNames([document.documentElement.lang || "ar"], { type: "region" });
    for (const place of document.querySelectorAll("[data-country]")) {
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
