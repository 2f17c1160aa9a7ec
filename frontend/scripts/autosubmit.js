// <form data-autosubmit>: choosing a filter sends the form; its button is then not needed.
for (const form of document.querySelectorAll("form[data-autosubmit]")) {
  form.querySelector("[data-autosubmit-button]")?.setAttribute("hidden", "");
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=checkbox], input[type=radio]"))
      form.requestSubmit();
  });
}
