// Patches the figures of an operations page as the stream process tells them.
//
// The region names its address in data-figures-from; figures inside carry data-figure keys.
// While news does not come, the page says so in words and marks its figures as stale: an old
// figure must never look like a live one.
(() => {
  "use strict";
  const region = document.querySelector("[data-figures-from]");
  if (!region || !("EventSource" in window)) return;

  const status = region.querySelector("[data-live-status]");
  const asOf = region.querySelector("[data-live-as-of]");
  const grace = 6000; // a line that is back within this was not lost
  const silence = 60000; // the stream speaks at least every 30 s
  const words = { live: "whenLive", lost: "whenLost", out: "whenOut" };
  let heard = Date.now();
  let losing = 0;
  let wait = 5000;
  let drawn;
  let source;

  function say(state) {
    if (region.dataset.liveState === state) return;
    region.dataset.liveState = state;
    if (status) status.textContent = status.dataset[words[state]] || "";
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

  // A word such as "Không có hồ sơ trễ" must not outlive its number, nor a bar its length:
  // when they change, the server draws those parts anew. Many screens do not ask at once.
  async function redraw() {
    await new Promise((resume) => window.setTimeout(resume, Math.random() * 1500));
    const answer = await fetch(location.href, { headers: { "X-Live": "1" } }).catch(() => null);
    if (!answer) return;
    if (answer.redirected || !answer.ok) return say("out");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const old of region.querySelectorAll("[data-figures-part]")) {
      const part = `[data-figures-part="${old.dataset.figuresPart}"]`;
      const fresh = page.querySelector(part);
      if (fresh) old.replaceWith(document.adoptNode(fresh));
    }
  }

  function lose() {
    if (!losing) losing = window.setTimeout(() => say("lost"), grace);
  }

  function connect() {
    source = new EventSource(region.dataset.figuresFrom, { withCredentials: true });
    source.addEventListener("figures", (event) => {
      const news = JSON.parse(event.data);
      heard = Date.now();
      window.clearTimeout(losing);
      losing = 0;
      wait = 5000;
      patch(news.texts);
      if (asOf) asOf.textContent = news.as_of;
      say("live");
      const next = news.texts.drawn;
      if (next !== undefined && next !== (drawn ?? region.dataset.drawn)) redraw();
      drawn = next ?? drawn;
    });
    source.addEventListener("error", () => {
      lose();
      // A browser gives up for good on a refusal; the page asks why, and tries again, ever
      // more slowly.
      if (source.readyState !== EventSource.CLOSED) return;
      window.setTimeout(connect, wait);
      if (wait > 5000) redraw();
      wait = Math.min(wait * 2, 60000);
    });
  }

  window.setInterval(() => {
    if (Date.now() - heard > silence) say("lost");
  }, 5000);
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => event.persisted && connect());
  connect();
})();
