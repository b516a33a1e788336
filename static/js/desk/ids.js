// An id that nobody else makes. Over plain HTTP a browser has no randomUUID, but the same randomness.
(() => {
  "use strict";

  const desk = (window.desk ??= {});
  const FORM = "10000000-1000-4000-8000-100000000000";

  const random = (digit) => (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16);

  desk.newId = () => crypto.randomUUID?.() ?? FORM.replace(/[018]/g, (digit) => random(Number(digit)));
})();
