// What is entered and not acknowledged yet, kept in this browser: one entry an operation, under the person who entered
// it and the assessment. Nobody else who signs in here reads it, and the server's yes takes it away.
(() => {
  "use strict";

  const desk = (window.desk ??= {});
  const HOUSE = "cxmaturity-desk";
  const PAGE = desk.newId(); // this page, from its loading to its leaving

  desk.makeKeeping = ({ person, assessment }) => {
    const SHELF = `${HOUSE}/${person}/${assessment}/`;

    function keep(operation) {
      try {
        localStorage.setItem(SHELF + operation.id, JSON.stringify({ ...operation, page: PAGE }));
      } catch {
        // full, or forbidden: then it is kept by the page alone, which asks before it is left
      }
    }

    function forget(operation) {
      try {
        localStorage.removeItem(SHELF + operation.id);
      } catch {
        // nothing was kept
      }
    }

    function entries() {
      try {
        const names = Object.keys(localStorage).filter((name) => name.startsWith(SHELF));
        return names.map((name) => JSON.parse(localStorage.getItem(name))).sort((one, other) => one.at - other.at);
      } catch {
        return [];
      }
    }

    // The entries of pages that are gone become this page's. A page that is still open holds a lock under its name, for
    // which this one waits, so that an entry has one sender; without locks two may send it, and it counts once.
    function adopt(take) {
      const owners = new Set(entries().map((entry) => entry.page));
      owners.delete(PAGE);
      for (const owner of owners) {
        const inherit = () => inheritFrom(owner, take);
        if (navigator.locks) navigator.locks.request(`${HOUSE}/${owner}`, inherit);
        else inherit();
      }
    }

    function inheritFrom(owner, take) {
      const left = entries().filter((entry) => entry.page === owner);
      left.forEach(keep);
      if (left.length) take(left);
    }

    navigator.locks?.request(`${HOUSE}/${PAGE}`, () => new Promise(() => {})); // until the page is gone

    return { keep, forget, adopt };
  };
})();
