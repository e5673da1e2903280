// Forms of the settings: what was typed survives a reload, links are copied by a button.
import { all, calmly, on, one, say } from "./page";
import { toast } from "./toasts";
import { words } from "./words";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const place = (form: HTMLElement): string => `headway:${form.dataset.keep}`;
const isKept = (field: Field): boolean => field.name !== "" && !field.name.startsWith("__") && !["hidden", "password", "file"].includes(field.type);

export function startForms(): void {
  all<HTMLFormElement>("form[data-keep]").forEach((form) => {
    fill(form);
    form.addEventListener("input", () => calmly(form, 200, () => keep(form)));
    form.addEventListener("submit", () => { form.dataset.sent = "yes"; sessionStorage.removeItem(place(form)); });
  });
  on("click", "[data-copy]", (button) => {
    const from = one<HTMLInputElement>("[data-copy-from]", button.parentElement ?? document);
    if (!from) return;
    from.select();
    navigator.clipboard?.writeText(from.value).then(() => { toast(words("js.copied")); say(words("js.copied")); }, () => undefined);
  });
}

function keep(form: HTMLFormElement): void {
  if (form.dataset.sent) return;
  const fields = all<Field>("input, textarea, select", form).filter(isKept);
  const typed = fields.map((field) => [field.name, field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type) ? (field.checked ? field.value : null) : field.value]);
  sessionStorage.setItem(place(form), JSON.stringify(typed));
}

function fill(form: HTMLFormElement): void {
  const kept = sessionStorage.getItem(place(form));
  if (!kept) return;
  const typed = JSON.parse(kept) as [string, string | null][];
  const fields = all<Field>("input, textarea, select", form).filter(isKept);
  typed.forEach(([name, value], at) => {
    const field = fields[at];
    if (!field || field.name !== name) return;
    if (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type)) field.checked = value !== null;
    else if (value !== null) field.value = value;
  });
}
