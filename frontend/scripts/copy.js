// <button data-copy="000.15.H38-…" data-copied="Đã chép">: copies and says so.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const label = button.querySelector("[data-copy-label]") ?? button;
  const before = label.textContent;
  label.textContent = button.dataset.copied || before;
  document.querySelector("[data-say]").textContent = label.textContent;
  setTimeout(() => (label.textContent = before), 3000);
});
