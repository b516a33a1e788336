// Opens the fold that the address names, and every fold around it. Without it the fold is scrolled to, and opens by hand.
(() => {
  "use strict";

  function open() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
  }

  addEventListener("hashchange", open);
  open();
})();
