// Who else has this element open, and what they have saved since: the page asks every few seconds while it is seen.
// Their answers come into the page as they are, unless the person is at that very row, or has something unsaved there:
// an "answer:theirs" event at the row asks for leave, and whoever keeps unsaved answers prevents it.
(() => {
  "use strict";

  const beat = document.querySelector("#presence");
  if (!beat) return;

  const EVERY = 10000;
  const people = document.querySelector("#presence-people");
  const theirs = document.querySelector("#presence-theirs");
  const shown = new Map(beat.dataset.versions.split(" ").map((pair) => pair.split(":")));
  let timer = 0;
  let sent = "";
  let isOver = false; // signed out, or no longer let in: the page's next save says so in words

  const answerOf = (item) => document.getElementById(`answer-${item}`);
  const fields = (answer, item, name) => answer.querySelectorAll(`[name="${item}-${name}"]`);
  const versionOf = (item) => fields(answerOf(item), item, "version")[0]?.value ?? shown.get(item);
  const versions = () => [...shown.keys()].map((item) => `${item}:${versionOf(item)}`).join(" ");

  function ask() {
    clearTimeout(timer);
    if (document.hidden || isOver) return;
    timer = setTimeout(ask, EVERY);
    if (navigator.onLine) window.htmx.trigger(beat, "beat");
  }

  beat.addEventListener("htmx:configRequest", ({ detail }) => {
    sent = versions();
    detail.parameters.versions = sent;
    detail.parameters.here = people.querySelector("[data-here]")?.dataset.here ?? "";
  });

  // A save of one's own came in between: what the reply says may be older than the page.
  beat.addEventListener("htmx:beforeSwap", (event) => {
    if (event.target !== beat || versions() === sent) return;
    event.detail.shouldSwap = false;
    ask();
  });

  beat.addEventListener("htmx:afterRequest", ({ detail }) => {
    isOver ||= detail.xhr.status >= 400 && detail.xhr.status < 500;
  });

  // --- what they have saved -----------------------------------------------------------------------------------------
  // They come with the answer to a beat, or to taking over the last cycle's.
  document.addEventListener("htmx:afterRequest", () => {
    for (const template of theirs.children) show(template);
    theirs.replaceChildren();
  });

  function show(template) {
    const { theirs: item, value, reason, by } = template.dataset;
    const answer = answerOf(item);
    const version = Number(template.dataset.version);
    if (!answer || version <= Number(versionOf(item)) || answer.querySelector("textarea:focus")) return;
    const event = new CustomEvent("answer:theirs", {
      bubbles: true, cancelable: true, detail: { item, value, reason, version, by },
    });
    if (!answer.dispatchEvent(event)) return;
    fill(answer, template.dataset);
    answer.querySelector("[role=status]").replaceChildren(template.content.cloneNode(true));
    shown.set(item, String(version));
  }

  function fill(answer, { theirs: item, value, reason }) {
    for (const field of fields(answer, item, "value")) {
      if (field.matches("textarea, select")) field.value = value;
      else field.checked = field.value === value;
    }
    for (const field of fields(answer, item, "reason")) field.value = reason;
  }

  document.addEventListener("visibilitychange", ask);
  document.addEventListener("DOMContentLoaded", ask); // htmx listens before
})();
