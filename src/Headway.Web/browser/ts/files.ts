// Pasted pictures, dropped files and chosen ones end in the same field, so that a form without a script sends them too.
import { all, on, one } from "./page";
import { toast } from "./toasts";
import { words } from "./words";

const most = 25 * 1024 * 1024;

export function startFiles(): void {
  on("change", "[data-attach]", (input) => show(input as HTMLInputElement));
  on("paste", "textarea[name=text]", (area, event) => {
    const given = [...((event as ClipboardEvent).clipboardData?.files ?? [])];
    if (given.length === 0) return;
    event.preventDefault();
    add(area.closest("form"), given.map((file) => new File([file], file.name === "image.png" ? `picture-${new Date().toISOString().slice(11, 19).replaceAll(":", "")}.png` : file.name, { type: file.type })));
  });
  on("dragover", "#composer", (form, event) => { event.preventDefault(); form.classList.add("dropping"); });
  on("dragleave", "#composer", (form) => form.classList.remove("dropping"));
  on("drop", "#composer", (form, event) => {
    event.preventDefault();
    form.classList.remove("dropping");
    add(form, [...((event as DragEvent).dataTransfer?.files ?? [])]);
  });
  on("click", "[data-unkeep]", (button) => button.remove());
  on("click", "[data-unattach]", (button) => {
    const input = one<HTMLInputElement>("[data-attach]", button.closest("form") ?? document);
    if (!input) return;
    put(input, [...(input.files ?? [])].filter((_, at) => at !== Number(button.dataset["unattach"])));
  });
}

function add(form: Element | null, files: File[]): void {
  const input = form && one<HTMLInputElement>("[data-attach]", form);
  if (input) put(input, [...(input.files ?? []), ...files]);
}

function put(input: HTMLInputElement, files: File[]): void {
  const held = new DataTransfer();
  for (const file of files) held.items.add(file);
  input.files = held.files;
  show(input);
}

function show(input: HTMLInputElement): void {
  const files = [...(input.files ?? [])];
  const large = files.find((file) => file.size > most);
  if (large) {
    toast(words("js.too-big", large.name));
    return put(input, files.filter((file) => file.size <= most));
  }
  const host = input.form && one("[data-files]", input.form);
  if (!host) return;
  for (const old of all(".added", host)) old.remove();
  files.forEach((file, at) => {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = "file added";
    chip.dataset["unattach"] = String(at);
    chip.title = file.name;
    chip.append(Object.assign(document.createElement("span"), { className: "clip", textContent: file.name }), Object.assign(document.createElement("span"), { textContent: "×", ariaHidden: "true" }));
    host.append(chip);
  });
}
