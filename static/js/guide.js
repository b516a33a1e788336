// The guide beside the questions: which level it shows. All texts are in the page; only what is unfolded changes.
(() => {
  "use strict";

  const guide = document.querySelector("[data-steps]");
  if (!guide) return;

  const steps = [...guide.querySelectorAll("[data-level]")];
  const levelOf = new Map(guide.dataset.ratings.split(" ").map((pair) => pair.split(":")));
  const number = (step) => Number(step.dataset.level);
  let rated = ""; // the level that the rating chosen last is worth

  const standing = () => document.querySelector("#guide-here").dataset.level;

  function show() {
    const level = rated || standing();
    const next = level && steps.find((step) => number(step) > Number(level));
    for (const step of steps) {
      const isShown = step.dataset.level === level;
      step.classList.toggle("step--chosen", step.dataset.level === rated);
      step.classList.toggle("step--next", step === next);
      step.querySelector("details").open = isShown || step === next;
    }
    mark();
  }

  function mark() {
    const here = standing();
    for (const step of steps) step.classList.toggle("step--here", step.dataset.level === here);
  }

  // The guide scrolls within itself, never the page.
  function bringIntoView() {
    const step = steps.find((one) => one.dataset.level === rated);
    const frame = guide.closest(".guide");
    if (!step || frame.scrollHeight <= frame.clientHeight) return;
    const bar = frame.querySelector("summary").offsetHeight;
    frame.scrollTop += step.getBoundingClientRect().top - frame.getBoundingClientRect().top - bar;
  }

  function say() {
    const words = guide.querySelector("[data-steps-say]");
    const step = steps.find((one) => one.dataset.level === rated);
    words.hidden = !step;
    if (step) words.lastElementChild.textContent = step.querySelector(".level").textContent;
  }

  document.addEventListener("change", ({ target }) => {
    if (!/^\d+-value$/.test(target.name)) return;
    rated = levelOf.get(target.value) || "";
    show();
    bringIntoView();
    say();
  });

  // A save has moved the element: the mark moves with it, and what is read stays, unless nothing was chosen.
  document.addEventListener("htmx:oobAfterSwap", ({ target }) => {
    if (target.id === "guide-here") (rated ? mark : show)();
  });
})();
