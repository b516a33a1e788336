// Naming somebody in a text: after an @ a list of those who can be told opens, as a combobox's does. The arrow keys move
// in it, Enter or Tab takes the one that is marked, Escape closes it; the focus never leaves the text. Whoever is taken is
// ticked under “Tell somebody” too, which is what the server reads, and all there is without this file.
(() => {
  "use strict";

  const TYPED = /(^|\s)@([^@\n]{0,40})$/u;
  let open = null; // { text, list, options, active, from }
  let lists = 0;

  const boxesOf = (form) => [...form.querySelectorAll("[data-tell] input[type=checkbox]")];
  const nameOf = (box) => box.labels[0].textContent;

  function typedIn(text) {
    if (text.selectionStart !== text.selectionEnd) return null;
    const found = TYPED.exec(text.value.slice(0, text.selectionStart));
    return found && { from: text.selectionStart - found[2].length - 1, part: found[2].toLocaleLowerCase() };
  }

  // A name counts from the beginning of any of its words.
  function fitting(form, part) {
    return boxesOf(form).filter((box) => ` ${nameOf(box).toLocaleLowerCase()}`.includes(` ${part}`));
  }

  function look(text) {
    const typed = typedIn(text);
    const boxes = typed ? fitting(text.form, typed.part) : [];
    if (!boxes.length) return close();
    if (!open || open.text !== text) start(text);
    open.from = typed.from;
    open.options = boxes.map(optionOf);
    open.list.replaceChildren(...open.options.map(({ item }) => item));
    mark(0);
  }

  function start(text) {
    close();
    const list = document.createElement("ul");
    list.id = `mention-list-${(lists += 1)}`;
    list.className = "mention-list";
    list.setAttribute("role", "listbox");
    const says = text.form.querySelector("[data-mention-says]");
    list.setAttribute("aria-label", text.form.querySelector("[data-tell] summary").textContent);
    text.closest(".post-form__text").append(list);
    text.setAttribute("aria-autocomplete", "list");
    text.setAttribute("aria-controls", list.id);
    says.textContent = says.dataset.words;
    open = { text, list, says, options: [], active: 0, from: 0 };
  }

  function optionOf(box, index) {
    const item = document.createElement("li");
    item.id = `${open.list.id}-${index}`;
    item.setAttribute("role", "option");
    item.textContent = nameOf(box);
    return { box, item };
  }

  function mark(index) {
    const count = open.options.length;
    open.active = (index + count) % count;
    open.options.forEach(({ item }, place) => item.setAttribute("aria-selected", String(place === open.active)));
    const { item } = open.options[open.active];
    open.text.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  function close() {
    if (!open) return;
    open.list.remove();
    for (const name of ["aria-autocomplete", "aria-controls", "aria-activedescendant"]) open.text.removeAttribute(name);
    open.says.textContent = "";
    open = null;
  }

  function take(index) {
    const { text, from, options } = open;
    const { box } = options[index];
    close();
    text.setRangeText(`@${nameOf(box)} `, from, text.selectionStart, "end");
    box.checked = true;
    box.closest("details").open = true;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  }

  const STEPS = { ArrowDown: 1, ArrowUp: -1 };

  document.addEventListener("keydown", (event) => {
    if (!open || event.target !== open.text || event.isComposing) return;
    if (event.key in STEPS) mark(open.active + STEPS[event.key]);
    else if (event.key === "Enter" || event.key === "Tab") take(open.active);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  document.addEventListener("input", ({ target }) => {
    if (target.matches?.("[data-mentions] textarea") && target.form.querySelector("[data-tell]")) look(target);
  });

  // Not on click: the text would lose the focus before.
  document.addEventListener("pointerdown", (event) => {
    if (!open) return;
    const index = open.options.findIndex(({ item }) => item.contains(event.target));
    if (index < 0) return;
    event.preventDefault();
    take(index);
  });

  document.addEventListener("focusout", ({ target }) => {
    if (open && target === open.text) close();
  });
})();
