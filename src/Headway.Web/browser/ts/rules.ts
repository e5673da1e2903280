// The settings' forms while one types: what a change would do, and how a text would read. Without it the pages' buttons do the same.
import { all, calmly, on, one, send } from "./page";

const asked = new WeakMap<HTMLFormElement, number>();

/** Fetches what the form's values would change and puts it where the last answer stood. */
async function preview(form: HTMLFormElement): Promise<void> {
  const place = one("[data-previewed]", form);
  const address = form.dataset.preview;
  if (!place || !address) return;
  const mine = (asked.get(form) ?? 0) + 1;
  asked.set(form, mine);
  const answer = await send(address, new FormData(form));
  if (mine !== asked.get(form)) return;
  if (!answer?.ok) return void one("[data-previewed]", form)?.removeAttribute("aria-busy");
  const made = document.createElement("template");
  made.innerHTML = await answer.text();
  const fresh = one("[data-previewed]", made.content);
  if (fresh) one("[data-previewed]", form)?.replaceWith(fresh);
}

function read(sample: HTMLElement): void {
  const field = document.getElementById(sample.dataset.reads ?? "");
  if (!(field instanceof HTMLTextAreaElement)) return;
  const places: Record<string, string> = sample.dataset.places ? JSON.parse(sample.dataset.places) : { promise: sample.dataset.promise ?? "" };
  sample.textContent = field.value.replace(/\{([a-zA-Z.]+)\}/g, (whole, name: string) => places[name] ?? whole);
}

export function startRules(): void {
  for (const form of all<HTMLFormElement>("form[data-preview]")) {
    for (const event of ["input", "change"]) {
      form.addEventListener(event, () => {
        // What stands there, and what is still asked for, belongs to what was chosen before.
        asked.set(form, (asked.get(form) ?? 0) + 1);
        one("[data-previewed]", form)?.setAttribute("aria-busy", "true");
        calmly(form, 250, () => void preview(form));
      });
    }
    // What was refused stands above already, and once is enough.
    if (!form.parentElement?.querySelector(':scope > .told.late')) void preview(form);
  }
  document.addEventListener("input", (event) => {
    if (event.target instanceof HTMLTextAreaElement) all(`[data-reads="${CSS.escape(event.target.id)}"]`).forEach(read);
  });
  // A place is put in with a click where scripts run; else it is there to be copied.
  for (const place of all("code[data-put]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip put";
    button.dataset.put = place.dataset.put;
    button.dataset.into = place.dataset.into;
    button.textContent = place.textContent;
    place.replaceWith(button);
  }
  on("click", "button[data-put]", (button) => {
    const field = document.getElementById(button.dataset.into ?? "");
    if (!(field instanceof HTMLTextAreaElement)) return;
    field.focus();
    field.setRangeText(button.dataset.put ?? "", field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
}
