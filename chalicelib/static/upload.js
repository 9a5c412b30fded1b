// Sends a chosen file to the store and shows how far it has come. Without this script the form itself
// sends it, and the browser comes back by itself.
for (const form of document.querySelectorAll("form[data-send]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const file = form.elements.namedItem("file").files[0];
    const fault = faultOf(file, form.dataset);
    show(form, fault);
    if (!fault) send(form, file);
  });
}

function faultOf(file, words) {
  if (!file) return words.choose;
  if (file.size === 0) return words.empty;
  return file.size > Number(words.largest) ? words.tooLarge : "";
}

function show(form, fault) {
  const place = form.querySelector("[data-error]");
  place.textContent = fault;
  place.hidden = !fault;
  form.querySelector(".nhsuk-form-group").classList.toggle("nhsuk-form-group--error", Boolean(fault));
  if (fault) form.elements.namedItem("file").focus();
}

function send(form, file) {
  const body = new FormData();
  for (const [name, value] of Object.entries(JSON.parse(form.dataset.send))) body.append(name, value);
  body.append("file", file);
  const progress = form.querySelector("[data-progress]");
  const button = form.querySelector("button");
  progress.hidden = false;
  button.disabled = true;
  const failed = () => {
    progress.hidden = true;
    button.disabled = false;
    show(form, form.dataset.failed);
  };
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (sent) => {
    progress.querySelector("progress").value = (100 * sent.loaded) / sent.total;
  });
  request.addEventListener("load", () => {
    if (request.status === 201) location.assign(form.dataset.back);
    else failed();
  });
  request.addEventListener("error", failed);
  request.send(body);
}
