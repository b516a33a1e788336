// The scoring page: what a person enters goes into the queue, what becomes of it is said beside it.
(() => {
  "use strict";

  const sheet = document.querySelector("[data-desk]");
  if (!sheet) return;

  const AFTER_TYPING = 1000; // a pause in which a person thinks
  const AFTER_KEY = 300; // the arrow keys choose every button that they pass

  const { desk } = window;
  const { answers } = desk;
  const { person, assessment, framework, element } = sheet.dataset;
  const rows = new Map([...sheet.querySelectorAll("[data-answer]")].map((answer) => [answer.dataset.answer, answer]));
  const touched = new Set(); // the answers that the person has changed since the page was opened
  const isWritable = "autosave" in sheet.dataset;

  const keeping = desk.makeKeeping({ person, assessment });
  const queue = desk.makeQueue({ keeping, send: desk.makeSend(person), tell });
  const left = desk.makeLeft({ element, discard: keeping.forget });
  document.documentElement.classList.toggle("js", isWritable);

  // --- answers and their records ------------------------------------------------------------------------------------
  const placeOf = (answer) => ({
    element,
    item: answer.dataset.answer,
    url: answer.dataset.save,
    page: location.pathname,
    framework,
    sheet: sheet.dataset.sheet,
    label: answers.labelOf(answer),
  });
  const recordOf = (answer) => queue.recordOf(placeOf(answer), answers.versionOf(answer));
  const answerOf = ({ place }) => (place.element === element ? rows.get(place.item) : undefined);

  function entered(answer, wait, source) {
    const record = recordOf(answer);
    touched.add(answer);
    if (!record.operations.length) record.version = answers.versionOf(answer);
    queue.put(record, { ...answers.read(answer), source }, wait);
  }

  // Somebody else's hand fills the field: the last cycle's answer, theirs after a conflict.
  function put(answer, { value, reason, source }) {
    answers.fill(answer, { value, reason });
    entered(answer, 0, source);
  }

  // --- what becomes of them -----------------------------------------------------------------------------------------
  function tell(event, record, reply) {
    const answer = answerOf(record);
    if (answer) telling[event]?.(answer, record, reply);
    left.update(queue.unsaved().filter((one) => !answerOf(one)));
    showWhetherSaved();
  }

  const telling = {
    queued(answer) {
      answers.say(answer, null);
    },
    sending(answer) {
      answer.classList.add("answer--saving");
    },
    saved(answer, record, reply) {
      finish(answer, reply);
      if (record.operations.length) return answers.say(answer, null); // of an older value than the field shows
      if (reply.isOvertaken) answers.fill(answer, answer.querySelector("[data-overtaken]").dataset);
      document.dispatchEvent(new CustomEvent("desk:saved", { detail: { item: record.place.item } }));
    },
    waiting(answer, record, reply) {
      answer.classList.remove("answer--saving");
      for (const one of queue.unsaved()) if (answerOf(one) && !one.refused) answers.sayFailure(answerOf(one), "waiting");
      answers.sayFailure(answer, reply.status, reply.words);
    },
    refused(answer, record, reply) {
      if ([409, 422].includes(reply.status)) return finish(answer, reply);
      answer.classList.remove("answer--saving");
      answers.sayFailure(answer, reply.status, reply.words);
    },
  };

  function finish(answer, { words }) {
    answer.classList.remove("answer--saving");
    htmx.swap(answer.querySelector("[role=status]"), words, { swapStyle: "innerHTML", swapDelay: 0, settleDelay: 0 });
    showClocks();
  }

  function showWhetherSaved() {
    const unsaved = queue.unsaved().length > 0;
    for (const words of document.querySelectorAll("[data-saved]")) words.hidden = unsaved;
    for (const words of document.querySelectorAll("[data-unsaved]")) words.hidden = !unsaved;
  }

  // --- what a person does -------------------------------------------------------------------------------------------
  let passing = false; // by arrow, and in a list by any key, one comes past answers that are not meant
  sheet.addEventListener("keydown", ({ key, target }) => (passing = key.startsWith("Arrow") || target.matches("select")));
  sheet.addEventListener("pointerdown", () => (passing = false));

  sheet.addEventListener("input", ({ target }) => {
    const answer = target.closest("[data-answer]");
    if (answer) entered(answer, target.matches("textarea") ? AFTER_TYPING : passing ? AFTER_KEY : 0);
  });

  sheet.addEventListener("focusout", ({ target, relatedTarget }) => {
    const answer = target.closest("[data-answer]");
    if (answer && !answer.contains(relatedTarget) && recordOf(answer).operations.length) queue.hasten(recordOf(answer));
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take], [data-retry], [data-confirm], [data-put]");
    const answer = button && (rows.get(button.dataset.put) ?? button.closest("[data-answer]"));
    if (!answer || !isWritable) return;
    event.preventDefault();
    answers.focusOn(answer);
    if ("retry" in button.dataset) queue.hurry(recordOf(answer));
    else if ("confirm" in button.dataset) entered(answer, 0);
    else if ("put" in button.dataset) put(answer, button.dataset);
    else choose(answer, button.dataset);
  });

  // After a conflict: theirs is put into the fields, mine is sent on top of theirs.
  function choose(answer, { take, version, value, reason }) {
    recordOf(answer).version = Number(version);
    answers.setVersion(answer, version);
    if (take === "mine") entered(answer, 0);
    else put(answer, { value, reason });
  }

  document.querySelector("#sheet")?.addEventListener("submit", (event) => {
    event.preventDefault(); // Enter within a field: everything saves itself here
    queue.hurry();
  });

  // What others saved comes in where nothing of one's own waits (presence.js); the next entry then stands upon theirs.
  sheet.addEventListener("answer:theirs", (event) => {
    const record = recordOf(event.target);
    if (record.operations.length) event.preventDefault();
    else record.version = event.detail.version;
  });

  // What somebody else has saved comes into the page, but never over something of one's own that is not saved.
  sheet.addEventListener("answer:theirs", (event) => {
    const answer = event.target.closest("[data-answer]");
    if (isWritable && recordOf(answer).operations.length) event.preventDefault();
  });

  // --- what was kept ------------------------------------------------------------------------------------------------
  const isOfThisSheet = ({ place }) => place.framework === framework && place.sheet === sheet.dataset.sheet;

  function restore(operation) {
    const answer = answerOf(operation);
    const isHere = operation.place.element === element;
    if (!isWritable || !isOfThisSheet(operation) || (isHere && !answer) || touched.has(answer)) return left.add(operation);
    if (answer) answers.fill(answer, operation);
    queue.restore(operation);
    if (answer) answers.sayFailure(answer, "kept");
  }

  // --- the network, and the other windows ---------------------------------------------------------------------------
  const isSettled = () => !queue.unsaved().length;

  addEventListener("online", () => queue.hurry());
  addEventListener("focus", () => queue.isSignedOut() && queue.hurry()); // back from signing in, perhaps
  addEventListener("pageshow", ({ persisted }) => persisted && isSettled() && location.reload()); // others may have answered

  // --- the reader's own clock ---------------------------------------------------------------------------------------
  function showClocks() {
    const form = { hour: "2-digit", minute: "2-digit" };
    for (const clock of document.querySelectorAll("time[data-clock]")) {
      clock.textContent = new Date(clock.dateTime).toLocaleTimeString(document.documentElement.lang, form);
    }
  }

  showClocks();
  desk.watchLeaving(queue);
  keeping.adopt((operations) => operations.forEach(restore));
})();
