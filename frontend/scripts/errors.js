// The error summary takes the focus when the page opens; its links go to the field.
function focusSummary(root) {
  root.querySelector("[data-error-summary]")?.focus();
}
focusSummary(document);
document.addEventListener("htmx:after:swap", () => focusSummary(document));

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  const field = target.matches("input, select, textarea, button")
    ? target
    : target.querySelector("input:not([type=hidden]), select, textarea");
  if (!field) return;
  event.preventDefault();
  (field.closest(".field") ?? field).scrollIntoView();
  field.focus({ preventScroll: true });
});
