// A link to another page of the dashboard changes the address alone, as Dash's own links do; whoever asks for a new tab gets one.
(() => {
  "use strict";
  addEventListener("click", (click) => {
    const link = click.target.closest?.("a[href]");
    if (!link || click.defaultPrevented || click.button || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    if (link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    click.preventDefault();
    window.dash_clientside.set_props("address", { href: link.getAttribute("href") });
    scrollTo(0, 0);
  });
})();
