// The answers of the page: what stands in their fields, and the line beneath each that says what became of it. Every
// word shown comes from the server, or stands in the page in a <template>, so that it is translated with it.
(() => {
  "use strict";

  const desk = (window.desk ??= {});
  const FIELDS = "textarea, select, input:not([type=hidden])";

  const PASSING = { 503: 502, 504: 502 }; // the same words

  const byName = (answer, name) => [...answer.querySelectorAll(`[name="${answer.dataset.answer}-${name}"]`)];

  function valueOf(answer) {
    const fields = byName(answer, "value");
    const text = fields.find((field) => field.matches("textarea, select"));
    return text ? text.value : (fields.find((field) => field.checked)?.value ?? "");
  }

  // As a person reads it, should it ever have to be shown without its field.
  function wordsOf(answer, value, reason) {
    const chosen = byName(answer, "value").find((field) => field.checked || field.matches("select"));
    const name = chosen?.selectedOptions?.[0].label ?? chosen?.getAttribute("aria-label") ?? value;
    return [name, reason].filter(Boolean).join(": ");
  }

  function read(answer) {
    const [value, reason] = [valueOf(answer), byName(answer, "reason")[0]?.value ?? ""];
    return { value, reason, words: wordsOf(answer, value, reason) };
  }

  const labelOf = (answer) => answer.querySelector("legend, label")?.textContent.trim() ?? "";

  function fill(answer, { value, reason }) {
    for (const field of byName(answer, "value")) {
      if (field.matches("textarea, select")) field.value = value;
      else field.checked = field.value === value;
    }
    for (const field of byName(answer, "reason")) field.value = reason;
  }

  const versionOf = (answer) => Number(byName(answer, "version")[0].value);

  const setVersion = (answer, version) => byName(answer, "version").forEach((field) => (field.value = version));

  // The words go, the version that the page has seen stays: without JavaScript it is sent with the form.
  function say(answer, content) {
    answer.querySelector("[role=status]").replaceChildren(...byName(answer, "version"), ...(content ? [content] : []));
  }

  function sayFailure(answer, status, words) {
    const find = (name) => document.querySelector(`template[data-failure="${name}"]`);
    const content = (find(PASSING[status] ?? status) ?? find(Math.floor(status / 100))).content.cloneNode(true);
    const place = content.querySelector("[data-words]");
    if (place && words) place.textContent = words;
    say(answer, content);
  }

  function focusOn(answer) {
    (answer.querySelector("input:checked") ?? answer.querySelector(FIELDS)).focus({ preventScroll: true });
  }

  desk.answers = { read, fill, labelOf, versionOf, setVersion, say, sayFailure, focusOn };
})();
