// Reckons the SHA-256 of a chosen file in the browser, so that a report is verified without being sent anywhere.
const form = document.querySelector("[data-file-hash]");
const chosen = form.querySelector("input[type=file]");

if (window.crypto?.subtle) {
  form.querySelector("[hidden]").hidden = false;
  chosen.addEventListener("change", async () => {
    const [file] = chosen.files;
    if (!file) return;
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    form.elements.sha256.value = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    form.requestSubmit();
  });
}
