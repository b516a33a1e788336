// The saves of this page: one on its way at a time, of each answer the newest value, repeated until the server has said
// what became of it. Knows nothing of the page: docs/scoring-screen.md tells the protocol.
(() => {
  "use strict";

  const desk = (window.desk ??= {});
  const PASSING = [0, 502, 503, 504]; // out of reach for now: 0 is no answer at all
  const SIGNED_OUT = 401;
  const WAITS = [1, 2, 4, 8, 15, 30]; // seconds before the next try

  const isCertain = (status) => status >= 400 && status < 500; // it was not carried out

  // `send(operation)` gives a reply {status, version, isOvertaken}; `tell(event, record, reply)` is called when something
  // has become of a record: "queued", "sending", "saved", "waiting", "refused".
  desk.makeQueue = ({ keeping, send, tell }) => {
    const records = new Map();
    let isBusy = false;
    let tries = 0;
    let resumeAt = 0; // after a failure; never, while nobody is signed in
    let timer = 0;

    function recordOf(place, version) {
      const name = `${place.element}/${place.item}`;
      if (!records.has(name)) records.set(name, { place, version, operations: [], refused: 0, due: 0 });
      return records.get(name);
    }

    // An operation that was never sent gives way to the newer one; one whose fate is unknown is settled first.
    function put(record, { value, reason, words, source = "" }, wait = 0) {
      const waiting = record.operations.at(-1);
      if (waiting && !waiting.isSent) drop(record, waiting);
      const at = Date.now();
      const operation = { id: desk.newId(), place: record.place, value, reason, words, source };
      add(record, { ...operation, version: record.version, at, isSent: false }, at + wait);
    }

    function add(record, operation, due = 0) {
      record.operations.push(operation);
      record.refused = 0;
      record.due = due;
      keeping.keep(operation);
      tell("queued", record);
      pump();
    }

    function drop(record, operation) {
      record.operations.splice(record.operations.indexOf(operation), 1);
      keeping.forget(operation);
    }

    const dueOf = (record) => (record.operations[0].isSent || record.operations.length > 1 ? 0 : record.due);
    const isWaiting = (record) => record.operations.length > 0 && !record.refused;

    function pump() {
      clearTimeout(timer);
      if (isBusy) return;
      const waiting = [...records.values()].filter(isWaiting).sort((one, other) => dueOf(one) - dueOf(other));
      if (!waiting.length || resumeAt === Infinity) return;
      const wait = Math.max(dueOf(waiting[0]), resumeAt) - Date.now();
      if (wait > 0) timer = setTimeout(pump, wait);
      else carryOut(waiting[0]);
    }

    async function carryOut(record) {
      const [operation] = record.operations;
      isBusy = operation.isSent = true;
      keeping.keep(operation);
      tell("sending", record);
      const reply = await send(operation);
      isBusy = false;
      settle(record, operation, reply);
      pump();
    }

    function settle(record, operation, reply) {
      const isPassing = PASSING.includes(reply.status);
      resumeAt = reply.status === SIGNED_OUT ? Infinity : isPassing ? Date.now() + backoff() : 0;
      record.hasFailed = reply.status !== 200;
      if (isPassing || reply.status === SIGNED_OUT) return tell("waiting", record, reply);
      tries = 0;
      if (reply.status === 200) accept(record, operation, reply);
      else refuse(record, operation, reply);
    }

    function backoff() {
      const wait = WAITS[Math.min(tries, WAITS.length - 1)];
      tries += 1;
      return wait * 1000 * (0.75 + Math.random() / 2); // not all browsers of a team at once
    }

    // What waits behind it was entered upon it, and goes on from its version: unless somebody came in between, whom the
    // person has not seen. Then it keeps the old version, and the server refuses it with both values.
    function accept(record, operation, reply) {
      drop(record, operation);
      if (!reply.isOvertaken || !record.operations.length) record.version = reply.version;
      for (const later of record.operations) {
        if (!later.isSent) later.version = record.version;
        keeping.keep(later);
      }
      tell("saved", record, reply);
    }

    // A newer value asks for itself. Else it is kept, as one that was not carried out, until the person decides.
    function refuse(record, operation, reply) {
      if (isCertain(reply.status)) {
        drop(record, operation);
        if (record.operations.length) return;
        record.operations.push({ ...operation, id: desk.newId(), isSent: false });
        keeping.keep(record.operations[0]);
      }
      record.refused = reply.status;
      tell("refused", record, reply);
    }

    // Now, whatever was to be waited for: the network is back, the person is signed in again, or says so.
    function hurry(record) {
      if (record) record.refused = 0;
      for (const one of records.values()) one.due = 0;
      resumeAt = 0;
      pump();
    }

    // What comes out of the browser's keeping, in the order in which it was entered, each with the version seen then.
    function restore({ page, ...operation }) {
      const record = recordOf(operation.place, operation.version);
      record.version = operation.version;
      add(record, operation);
    }

    // Without waiting for a pause: the person has gone on.
    function hasten(record) {
      record.due = 0;
      pump();
    }

    return {
      recordOf,
      put,
      restore,
      hurry,
      hasten,
      unsaved: () => [...records.values()].filter((record) => record.operations.length),
      isUnderway: () => [...records.values()].some(isWaiting) && resumeAt <= Date.now(),
      isSignedOut: () => resumeAt === Infinity,
    };
  };
})();
