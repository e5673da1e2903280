// The customer's page needs little: boxes that open where they are asked for, words that survive, news by themselves.
import { calmly, fragment, on, one, say } from "./page";
import { keep, restore, discard } from "./drafts";
import { startFiles } from "./files";
import { listen } from "./live";
import { startPasskeys } from "./passkeys";
import { startToasts } from "./toasts";
import { startZone } from "./zone";

startToasts();
startFiles();
startPasskeys();
startZone();

on("click", "[data-reveal]", (button, event) => {
  event.preventDefault();
  const box = one(`#${button.dataset["reveal"]}`);
  if (!box) return;
  box.classList.add("open");
  box.scrollIntoView({ block: "nearest" });
  const intent = one<HTMLInputElement>(`[name=intent][value="${button.dataset["intent"]}"]`, box);
  if (intent) intent.checked = true;
  one("textarea, input:not([type=hidden], [type=radio])", box)?.focus();
});
// Another service asks other questions.
on("change", "select[data-questions]", (select) => void (async () => {
  const service = (select as HTMLSelectElement).value;
  const html = await fragment(`${select.dataset["questions"]}?service=${encodeURIComponent(service)}`);
  if (html === null || (select as HTMLSelectElement).value !== service) return;
  const made = document.createElement("template");
  made.innerHTML = html;
  const fresh = one("#intake", made.content);
  if (fresh) one("#intake")?.replaceWith(fresh);
})());
on("input", "form[data-draft] textarea", (area) => keep(area.closest("form") as HTMLFormElement));
on("submit", "form[data-draft]", (form) => discard((form as HTMLFormElement).dataset["ticket"] ?? ""));
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) restore(form);

listen((happening) => {
  if (["ticket", "list", "clock"].includes(happening.kind)) calmly(listen, 300, () => void refresh());
});

/** The page redraws itself in place, unless somebody is writing in it. */
async function refresh(): Promise<void> {
  if (!one("#story, #own")) return;
  const html = await fragment(location.pathname);
  if (!html) return;
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const said = one("#headline h1")?.textContent;
  for (const part of ["#headline", "#story", "#own"]) {
    const next = one(part, fresh);
    if (next) one(part)?.replaceWith(document.adoptNode(next));
  }
  if (one("#headline h1")?.textContent !== said) say(one("#headline h1")?.textContent ?? "");
}
