// One operation to the server, and what it said. Only a reply that our own server made counts as one.
(() => {
  "use strict";

  const desk = (window.desk ??= {});
  const PATIENCE = 20000;

  const cookie = (name) => document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1];

  // The cookie's token is newer than the page's own after somebody has signed in again elsewhere.
  const token = () => cookie("csrftoken") || JSON.parse(document.body.getAttribute("hx-headers"))["x-csrftoken"];

  function fieldsOf({ place, id, value, reason, version, source }, person) {
    const fields = { value, reason, version, operation: id, source };
    const named = Object.entries(fields).map(([name, content]) => [`${place.item}-${name}`, content]);
    return new URLSearchParams([...named, ["framework_version", place.framework], ["sheet", place.sheet], ["person", person]]);
  }

  // {status, words, version, isOvertaken}; status 0 when nobody answered, or somebody else than our server did.
  desk.makeSend = (person) => async (operation) => {
    try {
      const response = await fetch(operation.place.url, {
        method: "POST",
        body: fieldsOf(operation, person),
        headers: { "x-csrftoken": token(), "hx-request": "true" },
        redirect: "manual", // to a sign-in outside of the product
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (response.type === "opaqueredirect") return { status: 401, words: "" };
      return replyOf(response, await response.text(), operation.place.item);
    } catch {
      return { status: 0, words: "" };
    }
  };

  function replyOf({ status, headers }, words, item) {
    const isPlain = headers.get("content-type")?.startsWith("text/plain");
    if (![200, 409, 422].includes(status)) return { status, words: isPlain ? words : "" };
    const content = new DOMParser().parseFromString(words, "text/html");
    const version = content.querySelector(`[name="${item}-version"]`)?.value;
    if (version === undefined) return { status: 0, words: "" };
    return { status, words, version: Number(version), isOvertaken: Boolean(content.querySelector("[data-overtaken]")) };
  }
})();
