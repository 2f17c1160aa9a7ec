// Patches the figures of an operations page as the stream process tells them.
//
// The region names its address in data-figures-from; figures inside carry data-figure keys. While
// news does not come, the page says so in words and marks its figures as stale: an old
// figure must never look like a live one.
(() => {
  "use strict";
  const region = document.querySelector("[data-figures-from]");
  if (!region || !("EventSource" in window)) return;

  const status = region.querySelector("[data-live-status]");
  const asOf = region.querySelector("[data-live-as-of]");
  const silence = 60000; // the stream speaks at least every 30 s
  let heard = Date.now();
  let source;

  function say(state) {
    region.dataset.liveState = state;
    if (status) status.textContent = status.dataset[state === "live" ? "whenLive" : "whenLost"] || "";
  }

  function patch(texts) {
    for (const [key, text] of Object.entries(texts)) {
      for (const element of region.querySelectorAll(`[data-figure="${CSS.escape(key)}"]`)) {
        if (element.textContent === text) continue;
        element.textContent = text;
        element.classList.add("figure-moved");
        window.setTimeout(() => element.classList.remove("figure-moved"), 2500);
      }
    }
  }

  // A word such as "Không có hồ sơ trễ" must not outlive its number: when the states change,
  // the tiles are drawn anew by the server.
  async function redraw() {
    const answer = await fetch(location.href, { headers: { "X-Live": "1" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const old = region.querySelector("[data-figures-part]");
    const fresh = page.querySelector("[data-figures-part]");
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }

  let states;
  function connect() {
    source = new EventSource(region.dataset.figuresFrom, { withCredentials: true });
    source.addEventListener("figures", (event) => {
      const news = JSON.parse(event.data);
      heard = Date.now();
      const next = news.texts["all-states"];
      if (states && next && next !== states) redraw();
      states = next || states;
      patch(news.texts);
      if (asOf) asOf.textContent = news.as_of;
      say("live");
    });
    source.addEventListener("error", () => {
      say("lost");
      // A browser gives up for good on some errors; the page does not.
      if (source.readyState === EventSource.CLOSED) window.setTimeout(connect, 5000);
    });
  }

  window.setInterval(() => {
    if (Date.now() - heard > silence) say("lost");
  }, 5000);
  connect();
})();
