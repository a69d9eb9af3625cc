// A map is looked at closer by drawing a frame on it; a double click goes back. Places are links, so a press of them opens one.
(() => {
  "use strict";
  const LEAST = 12; // pixels of a frame: less is a click
  const CLOSEST = 40;
  let map = null, frame = null, began = null;
  const spot = (event) => { const box = map.getBoundingClientRect(); return { x: event.clientX - box.left, y: event.clientY - box.top }; };
  const now = () => {
    const style = map.style, close = +getComputedStyle(map).getPropertyValue("--screen") || +style.getPropertyValue("--narrow");
    const read = (name) => parseFloat(style.getPropertyValue(name)) || 0;
    return { screen: close, zoom: read("--zoom") || 1, east: read("--east"), south: read("--south") };
  };
  addEventListener("pointerdown", (press) => {
    map = press.button || press.pointerType === "touch" ? null : press.target.closest?.(".map");
    if (!map) return;
    press.preventDefault(); // a link is not dragged away
    began = spot(press);
  });
  addEventListener("pointermove", (move) => {
    if (!map) return;
    const to = spot(move);
    if (!frame && Math.hypot(to.x - began.x, to.y - began.y) < LEAST) return;
    frame ??= map.appendChild(Object.assign(document.createElement("div"), { className: "frame-drawn" }));
    Object.assign(frame.style, { left: `${Math.min(began.x, to.x)}px`, top: `${Math.min(began.y, to.y)}px`,
      width: `${Math.abs(to.x - began.x)}px`, height: `${Math.abs(to.y - began.y)}px` });
  });
  addEventListener("pointerup", (end) => {
    if (map && frame) {
      const to = spot(end), was = now(), close = was.screen * was.zoom, { width, height } = map.getBoundingClientRect();
      const wide = Math.max(Math.abs(to.x - began.x), LEAST), high = Math.max(Math.abs(to.y - began.y), LEAST);
      const zoom = Math.min(was.zoom * Math.min(width / wide, height / high), CLOSEST);
      map.style.setProperty("--east", `${was.east + ((began.x + to.x) / 2 - width / 2) / close}px`);
      map.style.setProperty("--south", `${was.south + ((began.y + to.y) / 2 - height / 2) / close}px`);
      map.style.setProperty("--zoom", zoom);
      addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
    }
    frame?.remove();
    map = frame = began = null;
  });
  addEventListener("pointercancel", () => { frame?.remove(); map = frame = began = null; });
  addEventListener("dragstart", (drag) => { if (drag.target.closest?.(".map")) drag.preventDefault(); });
  addEventListener("dblclick", (click) => {
    const back = click.target.closest?.(".map");
    for (const name of back ? ["--east", "--south", "--zoom"] : []) back.style.removeProperty(name);
  });
})();
