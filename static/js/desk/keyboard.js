// The desk by keyboard alone: a key a judgement, after which the next one that is not answered is current by itself.
(() => {
  "use strict";

  const { desk } = window;
  const sheet = document.querySelector("[data-autosave]");
  const dialog = document.querySelector("#keys");
  if (!sheet || !dialog) return;

  const STORED = `cxmaturity-keys-${sheet.dataset.person}`;
  const ARRIVING = "cxmaturity-arriving"; // the page before was left by a key
  const TEXT = "textarea, select, input:not([type=radio], [type=checkbox], [type=button], [type=submit]), [contenteditable]";
  const NOT_THE_DESK = "dialog, form:not(#sheet), .panel, .beside";

  const rows = desk.makeRows(sheet);
  const keys = new Map(rows.all.map((row) => [row, desk.keysOf(row)]));
  const comment = sheet.querySelector(".answer--comment textarea");
  const words = (name) => document.querySelector(`[data-keys-words="${name}"]`).content.textContent;

  function say(text) {
    document.querySelector("[data-keys-say]").textContent = text;
  }

  // --- going ----------------------------------------------------------------------------------------------------------
  function goOn() {
    const row = rows.nextOpen();
    if (row) return rows.goTo(row);
    rows.goTo(rows.current());
    say(words("done"));
    document.querySelector("[data-next-open]")?.classList.add("button--asked");
  }

  function goElsewhere(selector, otherwise) {
    const link = document.querySelector(selector);
    if (!link) return say(words(otherwise));
    sessionStorage.setItem(ARRIVING, "1");
    link.click();
  }

  function nextOpen() {
    const row = rows.nextOpen();
    if (row) rows.goTo(row);
    else goElsewhere("[data-next-open]", "all");
  }

  // --- answering ------------------------------------------------------------------------------------------------------
  function choose(choice) {
    if (choice.matches("option")) {
      choice.selected = true;
      for (const name of ["input", "change"]) choice.parentElement.dispatchEvent(new Event(name, { bubbles: true }));
    } else choice.click();
    say(choice.getAttribute("aria-label") ?? choice.label);
  }

  function answer(key) {
    const row = keys.get(rows.current()).has(key) ? rows.current() : ownerOf(key);
    if (!row) return startList(key);
    choose(keys.get(row).get(key));
    if (key === "n") write(row);
    else if (!row.matches(".answer--confidence")) goOn();
    return true;
  }

  // A letter belongs to one row of the page, wherever one is; a digit to the current row alone.
  const ownerOf = (key) => (/[0-9n]/.test(key) ? undefined : rows.all.find((row) => keys.get(row).has(key)));

  // A scale that has more steps than there are digits is a list, which takes the figures that are typed.
  function startList(key) {
    const list = /\d/.test(key) && rows.current().querySelector("select");
    if (list) list.focus();
    return false; // and the list has the key
  }

  function takeBack() {
    const nothing = rows.current().querySelector('[value=""]');
    if (nothing) choose(nothing);
  }

  function write(row) {
    row.classList.add("answer--noting");
    row.querySelector(".answer__reason textarea")?.focus();
  }

  // --- the keys -------------------------------------------------------------------------------------------------------
  const DOES = {
    j: () => rows.step(1),
    k: () => rows.step(-1),
    l: () => goElsewhere("[rel=next]", "last"),
    h: () => goElsewhere("[rel=prev]", "first"),
    "]": () => goElsewhere("[rel=next]", "last"),
    "[": () => goElsewhere("[rel=prev]", "first"),
    u: nextOpen,
    ".": nextOpen,
    r: () => write(rows.current()),
    w: () => comment.focus(),
    "?": () => dialog.showModal(),
    backspace: takeBack,
  };
  const MAY_REPEAT = ["j", "k", "arrowdown", "arrowup"];
  const ON_A_ROW = { arrowdown: DOES.j, arrowup: DOES.k }; // on a radio or a list they are the browser's

  // The letter where it stands, when the keyboard writes another script.
  function keyOf({ key, code, shiftKey }) {
    const place = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code);
    const isForeign = place && !/^[\x20-\x7e]$/.test(key);
    const isDigit = place?.[2] && !shiftKey;
    return (isForeign || isDigit ? (place[1] ?? place[2]) : key).toLowerCase();
  }

  function isOurs(event) {
    const { target } = event;
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return false;
    if (event.shiftKey && event.key !== "?") return false;
    return !target.closest(TEXT) && !target.closest(NOT_THE_DESK) && !document.querySelector("dialog[open], :popover-open");
  }

  function act(event) {
    const key = keyOf(event);
    if (event.repeat && !MAY_REPEAT.includes(key)) return false;
    const action = DOES[key] ?? (event.target.matches("fieldset") ? ON_A_ROW[key] : undefined);
    if (!action) return key.length === 1 && answer(key);
    action();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" || event.key === "Enter") return leaveField(event);
    if (isOn() && isOurs(event) && act(event)) event.preventDefault();
  });

  // Escape leaves a text, Enter a list: back to the rows, to the next one that is not answered.
  function leaveField({ key, target, isComposing }) {
    const field = target.closest(key === "Escape" ? "textarea, select" : "select");
    if (!field || isComposing || !isOn() || !sheet.contains(field)) return;
    goOn();
  }

  // --- the sheet of keys, and its switch ------------------------------------------------------------------------------
  const control = dialog.querySelector("[data-keys-switch]");
  const isOn = () => control.checked;

  function show() {
    document.documentElement.classList.toggle("keys-on", isOn());
  }

  control.addEventListener("change", () => {
    show();
    try {
      localStorage.setItem(STORED, isOn() ? "on" : "off");
    } catch {
      // then it is so on this page alone
    }
  });

  function remembered() {
    try {
      return localStorage.getItem(STORED) !== "off";
    } catch {
      return true;
    }
  }

  document.querySelector("[data-keys-open]").addEventListener("click", () => dialog.showModal());
  control.checked = remembered();
  keys.forEach((of) => desk.showHints(of));
  show();
  if (sessionStorage.getItem(ARRIVING)) rows.goTo(rows.current());
  sessionStorage.removeItem(ARRIVING);
})();
