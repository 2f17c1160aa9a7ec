// <form data-paper-form>: a chosen file goes up at once, with its progress shown, and a
// file over the limit is refused before it costs anybody's data. Without this script the
// form has its own button and the server says the same.
function tell(form, text) {
  const line = form.querySelector("[data-paper-error]");
  line.textContent = text;
  line.hidden = !text;
  form.querySelector(".field").classList.toggle("field--error", Boolean(text));
}

function show(page, id) {
  const main = document.querySelector("main");
  main.replaceChildren(...document.adoptNode(page.querySelector("main")).childNodes);
  document.title = page.title;
  prepare(main);
  const summary = main.querySelector("[data-error-summary]");
  const heading = document.getElementById(id)?.querySelector("h2");
  heading?.setAttribute("tabindex", "-1");
  (summary ?? heading)?.focus();
}

// The session had ended: what came back is the page to sign in on, not this one.
function isElsewhere(address, form) {
  return new URL(address).pathname !== new URL(form.action).pathname;
}

function send(form) {
  const id = form.closest("section").id;
  const progress = form.querySelector("[data-paper-progress]");
  const request = new XMLHttpRequest();
  const lost = () => {
    progress.hidden = true;
    tell(form, form.dataset.lost);
  };
  const data = new FormData(form);
  request.open("POST", form.action);
  request.responseType = "document";
  request.timeout = 600000;
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable)
      progress.querySelector("progress").value = (100 * event.loaded) / event.total;
  });
  request.addEventListener("load", () => {
    if (!request.response?.querySelector("main")) lost();
    else if (isElsewhere(request.responseURL, form)) location.assign(request.responseURL);
    else show(request.response, id);
  });
  request.addEventListener("error", lost);
  request.addEventListener("timeout", lost);
  progress.hidden = false;
  request.send(data);
}

function chosen(event) {
  const input = event.target;
  const form = input.form;
  document.querySelector("main [data-error-summary]")?.remove();
  const tooLarge = [...input.files].some((file) => file.size > Number(input.dataset.limit));
  tell(form, tooLarge ? form.dataset.tooLarge : "");
  if (tooLarge) input.value = "";
  else if (input.files.length) send(form);
}

function prepare(root) {
  const hasCamera = matchMedia("(pointer: coarse)").matches;
  for (const form of root.querySelectorAll("[data-paper-form]")) {
    form.querySelector("[data-paper-send]").hidden = true;
    // A browser's own button speaks the browser's language, not the citizen's.
    form.querySelector("[data-paper-pick]").hidden = false;
    form.querySelector("[type=file]").classList.add("visually-hidden");
    form.querySelector("[data-camera]").hidden = !hasCamera;
    form.addEventListener("change", chosen);
  }
}

prepare(document);
