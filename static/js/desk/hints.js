// One key for each answer that can be chosen, and the hints that show it on the buttons.
(() => {
  "use strict";

  const desk = (window.desk ??= {});
  const LETTERS = { "answer--objective": [..."asdfg"], "answer--confidence": [..."zxcv"] };

  const choicesOf = (row) => [...row.querySelectorAll("input[type=radio], option")].filter((choice) => choice.value);

  // A rating is its own key where each is a single digit; else its place, as long as there are digits enough.
  function digitsFor(ratings) {
    if (ratings.every(({ value }) => /^\d$/.test(value))) return ratings.map(({ value }) => value);
    return ratings.length > 9 ? [] : ratings.map((_, place) => String(place + 1));
  }

  function ratingKeys(row) {
    const choices = choicesOf(row);
    const ratings = choices.filter(({ value }) => value !== "n/a");
    const keys = digitsFor(ratings).map((key, place) => [key, ratings[place]]);
    return [...keys, ...choices.filter(({ value }) => value === "n/a").map((choice) => ["n", choice])];
  }

  function letterKeys(row, letters) {
    const choices = [...row.querySelectorAll("input[type=radio]")];
    const offered = row.matches(".answer--objective") ? choices.filter(({ value }) => value) : choices;
    return offered.slice(0, letters.length).map((choice, place) => [letters[place], choice]);
  }

  // The keys of a row, each with the radio or option that it chooses.
  desk.keysOf = (row) => {
    const kind = Object.keys(LETTERS).find((name) => row.classList.contains(name));
    return new Map(kind ? letterKeys(row, LETTERS[kind]) : ratingKeys(row));
  };

  desk.showHints = (keys) => {
    for (const [key, choice] of keys) {
      choice.setAttribute("aria-keyshortcuts", key.toUpperCase());
      const face = choice.parentElement.querySelector(".scale__face");
      if (!face || face.textContent.trim() === key) continue;
      const hint = document.createElement("kbd");
      hint.className = "key-hint";
      hint.ariaHidden = "true";
      hint.textContent = key.toUpperCase();
      face.append(hint);
    }
  };
})();
