// What is typed into a form with data-draft is kept in this browser until the server has said that it is saved: over a
// lost connection, an ended session, a reload, a closed tab. All fields are kept, the hidden ones too: the version that
// was read, by which the server sees that somebody else was faster, and the id by which it counts what is sent twice once.
// Every word shown stands in the page already.
(() => {
  "use strict";

  const BEFORE = `cxmaturity-draft-${document.currentScript.dataset.person}-`;
  const RETRY = 10000;
  const bound = new WeakSet();
  const waiting = new Set(); // forms that could not be sent
  const again = new Set(); // keys of forms that come back with what was typed, and with why it is not saved

  const keyOf = (form) => BEFORE + form.dataset.draft;
  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && field.name !== "csrfmiddlewaretoken" && field.type !== "submit");
  const isTicked = (field) => field.type === "checkbox";

  function stored(form) {
    try {
      return JSON.parse(localStorage.getItem(keyOf(form)));
    } catch {
      return null; // the browser keeps nothing for us
    }
  }

  function keep(form) {
    const values = fieldsOf(form).map((field) => [field.name, field.value, isTicked(field) ? field.checked : true]);
    try {
      localStorage.setItem(keyOf(form), JSON.stringify(values));
    } catch {
      // then it is kept in the field alone
    }
  }

  function drop(form) {
    waiting.delete(form);
    try {
      localStorage.removeItem(keyOf(form));
    } catch {
      // nothing was kept
    }
  }

  function say(form, what) {
    for (const words of form.querySelectorAll("[data-draft-says]")) words.hidden = words.dataset.draftSays !== what;
  }

  function restore(form) {
    bound.add(form);
    if (again.delete(keyOf(form))) {
      keep(form);
      return;
    }
    const values = stored(form);
    if (!values) return;
    for (const [name, value, on] of values) {
      const field = fieldsOf(form).find((one) => one.name === name && (!isTicked(one) || one.value === value));
      if (!field) continue;
      if (isTicked(field)) field.checked = on;
      else field.value = value;
    }
    for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    say(form, "kept");
  }

  function restoreAll() {
    for (const form of document.querySelectorAll("form[data-draft]")) if (!bound.has(form)) restore(form);
  }

  function sendWaiting() {
    for (const form of waiting) {
      if (form.isConnected) form.requestSubmit();
      else waiting.delete(form);
    }
  }

  // --- what a person does -------------------------------------------------------------------------------------------
  document.addEventListener("input", ({ target }) => {
    if (target.form?.dataset.draft) keep(target.form);
  });

  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-draft-drop]")) drop(target.closest("form"));
  });

  // One tap opens the field and the keyboard with it: a phone shows that only for what a finger itself has focused.
  document.addEventListener("click", (event) => {
    const fold = event.target.closest("summary")?.parentElement;
    if (!fold || fold.open || !fold.matches("[data-open-and-type], .remark-add")) return;
    event.preventDefault();
    fold.open = true;
    fold.querySelector("textarea").focus();
  });

  // --- what becomes of it -------------------------------------------------------------------------------------------
  const formOf = (event) => {
    const form = event.detail.requestConfig?.elt ?? event.detail.elt;
    return form?.matches?.("form[data-draft]") ? form : null;
  };

  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const form = formOf(event);
    if (!form) return;
    const { xhr, requestConfig } = event.detail;
    const isElsewhere = new URL(xhr.responseURL).pathname !== new URL(requestConfig.path, location).pathname;
    if (isElsewhere) {
      event.preventDefault(); // the sign-in page has no place in here
      say(form, "signed-out");
    } else if (xhr.status === 200) drop(form);
    else if (xhr.status >= 500) later(form);
    else if (xhr.status === 409 || xhr.status === 422) again.add(keyOf(form));
    else say(form, "refused");
  });

  function later(form) {
    waiting.add(form);
    say(form, "unsent");
  }

  for (const lost of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(lost, (event) => formOf(event) && later(formOf(event)));
  }

  addEventListener("online", sendWaiting);
  setInterval(sendWaiting, RETRY);
  document.addEventListener("htmx:load", restoreAll);
  restoreAll();
})();
