/* A colour's picker beside its digits: either changes the other. Without this the digits alone are filled in. */
"use strict";

const DIGITS = /^#[0-9a-f]{6}$/;

function join(picker, field) {
  picker.disabled = false;
  picker.addEventListener("input", () => {
    field.value = picker.value;
  });
  field.addEventListener("input", () => {
    const colour = field.value.trim().toLowerCase();
    if (DIGITS.test(colour)) picker.value = colour;
  });
}

for (const picker of document.querySelectorAll("[data-colour-of]")) {
  join(picker, document.getElementById(picker.dataset.colourOf));
}

// The nearest colour that can be read is put in here, so that a chosen logo stays chosen.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[name^=use-]");
  const field = button && document.getElementById(`id_${button.name.slice("use-".length)}`);
  if (!field) return;
  event.preventDefault();
  field.value = button.value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
