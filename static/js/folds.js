// Which folds of a page a person keeps open, on this device. Runs in the page's head, and sets each fold as soon as it
// is there: nothing is painted before, so nothing flickers. Without it every fold opens by hand.
(() => {
  "use strict";

  const KEY = `cxmaturity-folds-${document.currentScript.dataset.person}`;
  const IS_WIDE = matchMedia("(min-width: 64rem)").matches;
  const set = new WeakMap(); // each fold with the state that it was given, so that only a person's change is kept

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch {
      return {}; // the browser keeps nothing for us
    }
  }

  function keep(name, open) {
    try {
      localStorage.setItem(KEY, JSON.stringify({ ...kept(), [name]: open }));
    } catch {
      // then it is as on the first visit
    }
  }

  function restore() {
    const states = kept();
    for (const fold of document.querySelectorAll("[data-remember]")) {
      if (set.has(fold)) continue;
      fold.open = states[fold.dataset.remember] ?? (IS_WIDE && "openIfWide" in fold.dataset);
      set.set(fold, fold.open);
    }
  }

  const parsing = new MutationObserver(restore);
  parsing.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => (parsing.disconnect(), restore()));

  document.documentElement.classList.add("folds");
  document.addEventListener(
    "toggle",
    ({ target: fold }) => {
      if (!set.has(fold) || set.get(fold) === fold.open) return;
      set.set(fold, fold.open);
      keep(fold.dataset.remember, fold.open);
    },
    true, // it doesn't bubble
  );
})();
