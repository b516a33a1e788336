// A typist in the page: chooses ratings and types comments faster than any person, through the page's own fields.
// What the page keeps of it is noted on its way into the keeping, whatever becomes of it.
(() => {
  "use strict";

  const HOUSE = "cxmaturity-desk";
  const AHEAD = 3; // how many operations the typist may be ahead of the server
  const MEMORY = "typist"; // what outlives a reload of the window

  const memory = JSON.parse(sessionStorage.getItem(MEMORY) ?? '{"made": 0, "noted": []}');
  const noted = new Map(memory.noted);
  let { made } = memory;
  let isResting = false;

  addEventListener("pagehide", () => sessionStorage.setItem(MEMORY, JSON.stringify({ made, noted: [...noted] })));

  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (name, value) {
    if (this === localStorage && name.startsWith(HOUSE)) {
      const { id, place, value: given } = JSON.parse(value);
      if (!noted.has(id)) noted.set(id, { id, element: place.element, item: place.item, value: given });
    }
    return setItem.call(this, name, value);
  };

  const here = () => document.querySelector("[data-desk]").dataset.element;
  const kept = () =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith(HOUSE))
      .map((name) => JSON.parse(localStorage.getItem(name)))
      .filter(({ place }) => place.element === here());

  // The same choices every time, from a seed: mulberry32.
  function dice(seed) {
    let state = seed;
    return (sides) => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
    };
  }

  function type(row) {
    const text = row.querySelector('[name="comment-value"]');
    if (text) {
      text.value = `Comment ${made} of ${here()}`;
      text.dispatchEvent(new Event("input", { bubbles: true }));
      row.dispatchEvent(new FocusEvent("focusout", { bubbles: true })); // the person has gone on
    } else {
      const ratings = [...row.querySelectorAll("input[type=radio]")].filter(({ value }) => /^\d$/.test(value));
      const next = ratings[(ratings.findIndex(({ checked }) => checked) + 1) % ratings.length];
      next.click();
    }
    made += 1;
  }

  const aMoment = () => new Promise((resolve) => setTimeout(resolve, 2));
  const isComment = (row) => row.dataset.answer === "comment";

  // A rating waits until its last one was sent: only a comment, whose every text is another, may overtake itself.
  const mayType = (row, waiting) =>
    isComment(row) || !waiting.some(({ place, isSent }) => place.item === row.dataset.answer && !isSent);

  async function typeAll(number, seed) {
    const roll = dice(seed);
    while (kept().length) await aMoment(); // after a reload: what was left before is saved first, by the page alone
    const all = [...document.querySelectorAll("[data-answer]")];
    const rows = all.filter((row) => isComment(row) || /^\d+$/.test(row.dataset.answer));
    while (made < number) {
      const row = rows[roll(rows.length)];
      const waiting = kept();
      if (waiting.length < AHEAD && mayType(row, waiting)) type(row);
      await aMoment();
    }
  }

  // Nobody has to wait as long as a person would for the next try: the network says that it is back, all the time.
  setInterval(() => isResting || dispatchEvent(new Event("online")), 15);

  window.typist = {
    type: (number, seed) => typeAll(number, seed),
    rest: (resting) => (isResting = resting),
    made: () => made,
    waiting: () => kept().length,
    kept,
    said: () => [...document.querySelectorAll("[data-answer] [role=status]")].map((status) => status.textContent.trim()),
    operations: () => [...noted.values()],
  };
})();
