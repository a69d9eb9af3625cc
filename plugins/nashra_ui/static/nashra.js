// The look follows Airflow's, and links out of the frame that Airflow shows these pages in open in Airflow itself.
(() => {
  "use strict";
  const airflow = document.currentScript.dataset.airflow;

  const stored = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const look = () => {
    const theme = (stored("theme") || "").replaceAll('"', "");
    if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  };
  look();
  addEventListener("storage", look);

  // We speak the language that Airflow speaks to its reader, until they choose otherwise here
  const chosen = document.cookie.includes("nashra_lang=") || new URLSearchParams(location.search).has("lang");
  const airflows = stored("i18nextLng") ? (stored("i18nextLng").startsWith("ar") ? "ar" : "en") : "";
  if (!chosen && airflows && document.documentElement.lang !== airflows) {
    const there = new URL(location.href);
    there.searchParams.set("lang", airflows);
    location.replace(there);
  }

  // The browser knows what countries are called in its reader's language.
  addEventListener("DOMContentLoaded", () => {
    const called = new Intl.DisplayNames([document.documentElement.lang], { type: "region" });
    for (const place of document.querySelectorAll("[data-country]")) {
      try { place.textContent = called.of(place.dataset.country); } catch { /* no country's code: it stays */ }
      place.title = place.dataset.country;
    }
  });

  // On a narrow screen a row is a card, and its cells name themselves.
  addEventListener("DOMContentLoaded", () => {
    for (const table of document.querySelectorAll(".wide table")) {
      const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.replace(/[▴▾]/, "").trim());
      for (const row of table.tBodies[0]?.rows ?? []) [...row.cells].forEach((cell, at) => { cell.dataset.head = heads[at] ?? ""; });
    }
  });

  // What is still being worked on is opened again every so many seconds, unless the reader holds on to something in it.
  addEventListener("DOMContentLoaded", () => {
    const main = document.querySelector("main[data-follow]");
    if (!main) return;
    const held = () => main.contains(document.activeElement) || main.querySelector("details[open]") || !getSelection().isCollapsed;
    setInterval(() => { if (!document.hidden && !held()) location.reload(); }, 1000 * main.dataset.follow);
  });

  // The frame may not navigate its parent, but a link in the parent's own document may.
  const frame = () => { try { return parent !== window && parent.document ? parent : null; } catch { return null; } };
  const openInAirflow = (href) => {
    const outer = frame();
    if (!outer) { location.href = href; return; }
    const link = outer.document.createElement("a");
    link.href = href;
    outer.document.body.append(link);
    link.click();
    link.remove();
  };
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-out], a[data-backfill]");
    if (!link || event.ctrlKey || event.metaKey || event.button !== 0) return;
    event.preventDefault();
    if (link.dataset.backfill) {
      // taken up by the script that Airflow's page loads from us; see backfill.js
      sessionStorage.setItem("nashra.backfill", JSON.stringify([link.dataset.backfill, link.dataset.until]));
      const outer = frame();
      if (outer) {
        const helper = outer.document.createElement("script");
        helper.src = new URL(`${airflow}nashra/static/backfill.js`, location.href).href;
        outer.document.head.append(helper);
        outer.history.pushState(null, "", link.href);
        outer.dispatchEvent(new PopStateEvent("popstate", { state: null }));
        return;
      }
    }
    openInAirflow(link.href);
  });
})();
