// A service's form: another service asks other things, and what depends on an answer is asked with it.
import { all, fragment, on, one } from "./page";

export function startIntake(): void {
  on("change", "select[data-questions]", (select) => void ask(select as HTMLSelectElement));
  on("change", ".asked", (field) => { const form = field.closest("form"); if (form) depend(form); });
}

async function ask(select: HTMLSelectElement): Promise<void> {
  const service = select.value;
  const html = await fragment(`${select.dataset["questions"]}?service=${encodeURIComponent(service)}`);
  if (html === null || select.value !== service) return;
  const made = document.createElement("template");
  made.innerHTML = html;
  const fresh = one("#intake", made.content);
  if (fresh) one("#intake", select.closest("form") ?? document)?.replaceWith(fresh);
}

/** In order, since one may depend on another that does. What is hidden sends nothing. */
function depend(form: HTMLFormElement): void {
  for (const field of all(".asked[data-when]", form)) {
    const said = new FormData(form).getAll(field.dataset["when"] ?? "").includes(field.dataset["is"] ?? "");
    field.hidden = !said;
    for (const control of all<HTMLInputElement>("input, select, textarea", field)) control.disabled = !said;
  }
}
