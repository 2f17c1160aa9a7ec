// <section data-live="/truc-tiep/…" data-live-refresh="/dieu-hanh/…">: keeps itself fresh.
// An event "fragment" carries HTML whose elements replace those with the same id; an event
// "change" (or a reconnection) fetches data-live-refresh and does the same, at most every
// two seconds. [data-live-lost] inside is shown while the line is down.
function replaceById(region, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const fresh of page.querySelectorAll("[id]")) {
    const old = region.querySelector(`#${CSS.escape(fresh.id)}`);
    if (!old || old.outerHTML === fresh.outerHTML || !fresh.isConnected) continue;
    old.replaceWith(document.adoptNode(fresh));
    if (fresh.matches("[data-live-flash]")) fresh.classList.add("is-fresh");
  }
}

for (const region of document.querySelectorAll("[data-live]")) {
  const lost = region.querySelector("[data-live-lost]");
  const on = region.querySelector("[data-live-on]");
  let due = 0;
  let broken = false;

  const show = (up) => {
    if (lost) lost.hidden = up;
    if (on) on.hidden = !up;
  };
  const refresh = () => {
    if (due || !region.dataset.liveRefresh) return;
    due = setTimeout(async () => {
      due = 0;
      const answer = await fetch(region.dataset.liveRefresh, {
        headers: { "X-Live": "1" },
      }).catch(() => null);
      if (answer?.ok && !answer.redirected) replaceById(region, await answer.text());
    }, 2000);
  };

  const line = new EventSource(region.dataset.live, { withCredentials: true });
  line.addEventListener("open", () => {
    show(true);
    if (broken) refresh();
    broken = false;
  });
  line.addEventListener("error", () => {
    broken = true;
    show(false);
  });
  line.addEventListener("fragment", (event) => replaceById(region, event.data));
  line.addEventListener("change", refresh);
  addEventListener("pagehide", () => line.close());
}
