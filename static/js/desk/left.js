// What was entered, is not saved, and has no field on this page: in another element, or under other circumstances (the
// round has ended, the framework version was changed, one may only read now). It is shown, to open, copy or discard.
(() => {
  "use strict";

  const desk = (window.desk ??= {});

  desk.makeLeft = ({ element, discard }) => {
    const frame = document.querySelector("[data-left]");
    const stranded = new Map(); // by id, what no queue will send from here
    let elsewhere = [];
    let shown = "";

    function lineOf(operation, isStranded) {
      const line = frame.querySelector("template").content.cloneNode(true);
      const { place } = operation;
      line.querySelector("[data-left-place]").textContent = [place.element, place.label].filter(Boolean).join(" · ");
      line.querySelector("[data-left-words]").textContent = operation.words;
      const link = line.querySelector("[data-left-link]");
      link.href = place.page;
      link.hidden = place.element === element;
      const button = line.querySelector("[data-left-discard]");
      button.hidden = !isStranded;
      button.addEventListener("click", () => (discard(operation), stranded.delete(operation.id), show()));
      return line;
    }

    function show() {
      const operations = [...stranded.values(), ...elsewhere];
      const news = operations.map(({ id }) => id).join();
      if (news === shown) return;
      shown = news;
      frame.hidden = !operations.length;
      frame.querySelector("[data-left-lines]").replaceChildren(
        ...operations.map((operation) => lineOf(operation, stranded.has(operation.id))),
      );
    }

    // Of what this page sends for other elements only that is told which could not be sent at once.
    function update(records) {
      elsewhere = records.filter(({ hasFailed }) => hasFailed).map(({ operations }) => operations.at(-1));
      show();
    }

    function add(operation) {
      stranded.set(operation.id, operation);
      show();
    }

    return { update, add };
  };
})();
