// What stands beside the questions follows them: once something is saved, and when a fold is opened again.
(() => {
  "use strict";

  const FOLLOWING = ".beside[open] [data-follows]";

  function refresh(panels) {
    for (const panel of panels) window.htmx.trigger(panel, "refresh");
  }

  for (const saved of ["desk:saved", "answer:theirs"]) {
    document.addEventListener(saved, () => refresh(document.querySelectorAll(FOLLOWING)));
  }

  document.addEventListener(
    "toggle",
    ({ target }) => refresh(target.open ? target.querySelectorAll(FOLLOWING.split(" ")[1]) : []),
    true, // it doesn't bubble
  );
})();
