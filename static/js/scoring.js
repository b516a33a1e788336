// Autosave of the scoring page. htmx sends and swaps; this file decides when, keeps what is not saved, and says so.
// Every word it shows stands in the page already, in <template> elements, so that it is translated with it.
(() => {
  "use strict";

  const page = document.querySelector("[data-autosave]");
  if (!page) return;

  const AFTER_TYPING = 1000; // a pause in which a person thinks
  const AFTER_KEY = 300; // the arrow keys choose every button that they pass
  const RETRY = 10000;
  const LEAVE = 4000; // how long a followed link waits for the last save

  const answers = new Map(); // each answer with its counts: edits made, edits sent, edits saved
  for (const answer of page.querySelectorAll("[data-answer]")) {
    answers.set(answer, { edits: 0, sent: 0, saved: 0, timer: 0, refused: false, busy: false });
  }
  document.documentElement.classList.add("js");

  const isUnsaved = (state) => state.edits > state.saved;
  const isUnderway = (state) => isUnsaved(state) && !state.refused;
  const states = () => [...answers.values()];
  const statusOf = (answer) => answer.querySelector("[role=status]");
  const field = (answer, name) => answer.querySelectorAll(`[name$="-${name}"]`);

  function showWhetherSaved() {
    const unsaved = states().some(isUnsaved);
    document.querySelector("[data-saved]").hidden = unsaved;
    document.querySelector("[data-unsaved]").hidden = !unsaved;
  }

  // The words go, the version that the page has seen stays.
  function say(answer, content) {
    const keep = [...field(answer, "version")];
    statusOf(answer).replaceChildren(...keep, ...(content ? [content] : []));
  }

  function edited(answer, wait) {
    const state = answers.get(answer);
    state.edits += 1;
    state.refused = false;
    say(answer, null);
    showWhetherSaved();
    later(answer, wait);
  }

  function later(answer, wait) {
    const state = answers.get(answer);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => send(answer), wait);
  }

  function send(answer) {
    const state = answers.get(answer);
    clearTimeout(state.timer);
    state.timer = 0;
    if (isUnsaved(state)) answer.dispatchEvent(new CustomEvent("save"));
  }

  function sendAll() {
    for (const [answer, state] of answers) if (isUnsaved(state) && !state.busy) send(answer);
  }

  function settle(answer, status) {
    const state = answers.get(answer);
    state.busy = false;
    const newest = state.sent === state.edits;
    if (status === 200) state.saved = Math.max(state.saved, state.sent);
    if (!newest) say(answer, null); // what was answered is older than what stands in the field
    else if (status === 409 || status === 422) state.refused = true;
    else if (status !== 200) fail(answer, status);
    showWhetherSaved();
    showClocks();
  }

  function fail(answer, status) {
    const state = answers.get(answer);
    const template =
      document.querySelector(`[data-failure="${status}"]`) ||
      document.querySelector(`[data-failure="${Math.floor(status / 100)}"]`);
    say(answer, template.content.cloneNode(true));
    state.refused = status >= 400 && status < 500;
    if (!state.refused) later(answer, RETRY);
  }

  // --- what a person does -------------------------------------------------------------------------------------------
  let passing = false; // by arrow, and in a list by any key, one comes past answers that are not meant
  page.addEventListener("keydown", (event) => (passing = event.key.startsWith("Arrow") || event.target.matches("select")));
  page.addEventListener("pointerdown", () => (passing = false));

  page.addEventListener("input", (event) => {
    const answer = event.target.closest("[data-answer]");
    if (!answer) return;
    const isText = event.target.matches("textarea");
    edited(answer, isText ? AFTER_TYPING : passing ? AFTER_KEY : 0);
  });

  page.addEventListener("focusout", (event) => {
    const answer = event.target.closest("[data-answer]");
    if (!answer || answer.contains(event.relatedTarget)) return;
    if (answers.get(answer).timer) send(answer);
  });

  page.addEventListener("click", (event) => {
    const answer = event.target.closest("[data-answer]");
    const button = event.target.closest("[data-take], [data-retry]");
    if (!answer || !button) return;
    event.preventDefault();
    if (button.dataset.take) take(answer, button.dataset);
    focusOn(answer);
    edited(answer, 0);
  });

  // After a conflict: theirs is put into the fields, mine is sent on top of theirs.
  function take(answer, chosen) {
    for (const version of field(answer, "version")) version.value = chosen.version;
    if (chosen.take === "mine") return;
    for (const input of field(answer, "value")) {
      if (input.matches("textarea, select")) input.value = chosen.value;
      else input.checked = input.value === chosen.value;
    }
    for (const input of field(answer, "reason")) input.value = chosen.reason;
  }

  function focusOn(answer) {
    const fields = "textarea, select, input:not([type=hidden])";
    const place = answer.querySelector("input:checked") || answer.querySelector(fields);
    place.focus({ preventScroll: true });
  }

  // --- what htmx does -----------------------------------------------------------------------------------------------
  const cookie = (name) => document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1];

  page.addEventListener("htmx:configRequest", (event) => {
    const state = answers.get(event.target);
    if (!state) return;
    state.sent = state.edits;
    state.busy = true;
    const token = cookie("csrftoken"); // newer than the page's own after signing in again elsewhere
    if (token) event.detail.headers["x-csrftoken"] = token;
  });

  page.addEventListener("htmx:afterRequest", (event) => {
    if (answers.has(event.target)) settle(event.target, event.detail.xhr.status);
  });

  // --- leaving ------------------------------------------------------------------------------------------------------
  addEventListener("online", sendAll);
  addEventListener("beforeunload", (event) => {
    if (states().some(isUnsaved)) event.preventDefault();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted && !states().some(isUnsaved)) location.reload(); // others may have answered meanwhile
  });

  // A link that is followed at once after an answer waits for the save, rather than asking whether to lose it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button || link?.target;
    if (!link || elsewhere || link.getAttribute("href").startsWith("#") || !states().some(isUnderway)) return;
    event.preventDefault();
    sendAll();
    leave(link.href, Date.now() + LEAVE);
  });

  function leave(address, latest) {
    if (states().some(isUnderway) && Date.now() < latest) setTimeout(leave, 20, address, latest);
    else location.assign(address);
  }

  document.querySelector("#sheet").addEventListener("submit", (event) => {
    event.preventDefault(); // Enter within a field: everything saves itself here
    sendAll();
  });

  // --- the reader's own clock ---------------------------------------------------------------------------------------
  function showClocks() {
    const form = { hour: "2-digit", minute: "2-digit" };
    for (const clock of document.querySelectorAll("time[data-clock]")) {
      clock.textContent = new Date(clock.dateTime).toLocaleTimeString(document.documentElement.lang, form);
    }
  }

  showClocks();
})();
