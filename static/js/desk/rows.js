// Which statement of the page is the current one: marked, brought into view, and with focus when a key has led there.
(() => {
  "use strict";

  const desk = (window.desk ??= {});

  desk.makeRows = (sheet) => {
    const all = [...sheet.querySelectorAll("[data-answer]:has(fieldset)")];
    const isJudged = (row) => row.matches(".answer--rating, .answer--objective");
    const isOpen = (row) => isJudged(row) && desk.answers.read(row).value === "";
    const isExcluded = () => Boolean(sheet.querySelector('[value="excluded"]:checked'));
    const look = document.querySelector("[data-look]"); // where there is room, for the current row alone
    let current = all.find(isOpen) ?? all[0];

    for (const row of all) row.querySelector("fieldset").tabIndex = -1;

    function mark(row) {
      current.classList.remove("answer--current");
      current = row;
      current.classList.add("answer--current");
      look.textContent = row.querySelector(".answer__look")?.textContent ?? "";
    }

    // Focus makes a screen reader say the statement; the arrow keys stay with the radios, which are one Tab away.
    function goTo(row) {
      mark(row);
      row.querySelector("fieldset").focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    }

    function step(by) {
      const row = all[all.indexOf(current) + by];
      if (row) goTo(row);
    }

    // The next one that is not answered: after the current one, else from the top.
    function nextOpen() {
      if (isExcluded()) return undefined;
      const place = all.indexOf(current) + 1;
      return [...all.slice(place), ...all.slice(0, place)].find(isOpen);
    }

    sheet.addEventListener("focusin", ({ target }) => {
      const row = all.find((one) => one.contains(target));
      if (row && row !== current) mark(row);
    });

    mark(current);
    return { all, current: () => current, goTo, step, nextOpen };
  };
})();
