// The tree of a framework version: what plain forms and links do on pages of their own happens within the tree.
// Rows are dragged with a pointer; the buttons beside them do the same from the keyboard. Every word shown stands in
// the page already.
(() => {
  "use strict";

  const mover = document.getElementById("mover");
  if (!mover) return;

  const outline = () => document.getElementById("outline");
  const failed = document.getElementById("failed");
  const itemOf = (node) => node.closest("[data-item]");
  let focusNext = ""; // id of what was pressed, to be found again in the new tree

  // --- moving ---------------------------------------------------------------------------------------------
  function move(values) {
    const token = mover.elements.csrfmiddlewaretoken.value;
    window.htmx.ajax("POST", mover.action, {
      source: mover, target: "#outline", swap: "outerHTML", values: { csrfmiddlewaretoken: token, ...values },
    });
  }

  document.addEventListener("submit", (event) => {
    if (event.target !== mover) return;
    event.preventDefault();
    focusNext = event.submitter.id;
    move({ move: event.submitter.value });
  });

  // --- dragging -------------------------------------------------------------------------------------------
  let dragged = null;
  const marker = document.createElement("li");
  marker.className = "drop-marker";
  marker.setAttribute("aria-hidden", "true");

  // The list under the pointer that takes what is dragged, and the item before which it would come.
  function placeUnder(event) {
    const kind = dragged.dataset.kind;
    const under = event.target.closest(`[data-item], [data-list]`);
    const list = event.target.closest(`[data-takes="${kind}"]`)
      || under?.querySelector(`[data-takes="${kind}"]`);
    if (!list || dragged.contains(list)) return null;
    const items = [...list.children].filter((item) => item.dataset.item && item !== dragged);
    const middle = (item) => { const box = item.getBoundingClientRect(); return box.top + box.height / 2; };
    const index = items.findIndex((item) => event.clientY < middle(item));
    return { list, items, index: index < 0 ? items.length : index };
  }

  document.addEventListener("dragstart", (event) => {
    if (!event.target.classList?.contains("grip")) return;
    dragged = itemOf(event.target);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.item);
    event.dataTransfer.setDragImage(dragged, 10, 10);
    dragged.classList.add("is-dragged");
  });

  document.addEventListener("dragover", (event) => {
    const place = dragged && placeUnder(event);
    if (!place) return;
    event.preventDefault();
    place.list.insertBefore(marker, place.items[place.index] || null);
  });

  document.addEventListener("drop", (event) => {
    const place = dragged && placeUnder(event);
    if (!place) return;
    event.preventDefault();
    move({ move: dragged.dataset.item, to: place.list.dataset.list, place: place.index + 1 });
  });

  document.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    marker.remove();
    dragged = null;
  });

  // --- indicators -----------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-fold]")) return;
    event.preventDefault();
    for (const details of document.querySelectorAll("details.indicators[open]")) details.open = false;
  });

  // A new tree comes with the same elements open.
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.target !== outline() || event.detail.verb === "get") return;
    const open = [...document.querySelectorAll("details.indicators[open]")].map((details) => details.dataset.element);
    event.detail.parameters.open = open.join(",");
  });

  // --- small forms ----------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".menu[open]")) {
      if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
    }
    const close = event.target.closest("[data-close]");
    if (!close || !close.closest(".slot")) return;
    event.preventDefault();
    const item = close.closest(".item");
    close.closest(".slot").replaceChildren();
    item.querySelector("summary, a")?.focus();
  });

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest(".field.is-open, .slot form");
    const menu = event.target.closest(".menu[open]");
    if (event.key === "Escape" && form) form.querySelector("[data-cancel], [data-close]")?.click();
    else if (event.key === "Escape" && menu) { menu.open = false; menu.querySelector("summary").focus(); }
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form?.requestSubmit();
  });

  // --- what comes back ------------------------------------------------------------------------------------
  document.addEventListener("htmx:beforeSwap", () => {
    failed.hidden = true;
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "outline") arrived();
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const field = event.detail.elt;
    const slot = event.detail.target;
    if (slot?.classList.contains("slot")) slot.querySelector("[name]:not([type=hidden]), button")?.focus();
    if (!field.classList?.contains("field") || document.activeElement !== document.body) return;
    field.querySelector("a, textarea, input:not([type=hidden])")?.focus();
  });

  function arrived() {
    const { said, near } = outline().dataset;
    const item = document.getElementById(near);
    document.getElementById("said").textContent = said;
    item?.classList.add("is-near");
    const button = document.getElementById(focusNext) || item?.querySelector("summary, a, button");
    button?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: "nearest" });
    focusNext = "";
  }

  for (const wrong of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(wrong, () => { failed.hidden = false; });
  }
})();
