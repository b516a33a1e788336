// Leaving the page with something unsaved: a link that is followed waits for the save under way, and the browser asks.
(() => {
  "use strict";

  const desk = (window.desk ??= {});
  const LONGEST = 4000; // how long a followed link waits for the last save

  desk.watchLeaving = (queue) => {
    addEventListener("beforeunload", (event) => {
      if (queue.unsaved().length) event.preventDefault();
    });

    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button || link?.target;
      if (!link || isElsewhere || link.getAttribute("href").startsWith("#") || !queue.isUnderway()) return;
      event.preventDefault();
      queue.hurry();
      leave(link.href, Date.now() + LONGEST);
    });

    function leave(address, latest) {
      if (queue.isUnderway() && Date.now() < latest) setTimeout(leave, 10, address, latest);
      else location.assign(address);
    }
  };
})();
