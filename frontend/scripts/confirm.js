// <form data-confirm="Xóa tờ giấy này?">: asks once more before it is sent.
// The dialog's words stand in base.html, so that they are translated with the page.
const dialog = document.querySelector("[data-confirm-dialog]");
let waiting = null;

document.addEventListener("submit", (event) => {
  const asker = event.submitter?.closest("[data-confirm]") ?? event.target.closest("[data-confirm]");
  if (!asker || !dialog || event.target === waiting?.form) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting = { form: event.target, button: event.submitter };
  dialog.querySelector("[data-confirm-text]").textContent = asker.dataset.confirm;
  dialog.returnValue = "";
  dialog.showModal();
}, true);

dialog?.addEventListener("close", () => {
  const { form, button } = waiting;
  if (dialog.returnValue === "yes") form.requestSubmit(button);
  waiting = null;
});
