// <input type="file" data-capture>: shows what was chosen before it is sent. The picture
// is drawn small on a canvas, so that no blob: source has to be allowed.
async function thumbnail(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(96 / picture.width, 128 / picture.height, 1);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}

function size(bytes) {
  const unit = bytes < 1e6 ? ["KB", 1e3] : ["MB", 1e6];
  return `${(bytes / unit[1]).toLocaleString("vi-VN", { maximumFractionDigits: 1 })}\u00a0${unit[0]}`;
}

async function preview(input) {
  let box = input.parentElement.querySelector(".capture__preview");
  if (!box) {
    box = document.createElement("div");
    box.className = "capture__preview";
    box.setAttribute("role", "status");
    input.after(box);
  }
  box.replaceChildren();
  box.hidden = !input.files.length;
  for (const file of input.files) {
    if (/^image\/(jpeg|png|webp)$/.test(file.type))
      box.append(await thumbnail(file).catch(() => ""));
    const name = document.createElement("span");
    name.textContent = `${file.name} (${size(file.size)})`;
    box.append(name);
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches("input[type=file][data-capture]")) preview(event.target);
});
