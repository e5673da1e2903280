// The customer's page needs little: boxes that open where they are asked for, words that survive, news by themselves.
import { calmly, fragment, on, one, say } from "./page";
import { keep, restore, discard } from "./drafts";
import { startFiles } from "./files";
import { listen } from "./live";
import { startIntake } from "./intake";
import { startPasskeys } from "./passkeys";
import { startToasts } from "./toasts";
import { startZone } from "./zone";

// Whoever signs in next says anew whether this browser is told anything while no page is open.
sessionStorage.removeItem("headway-push");
startToasts();
startFiles();
startPasskeys();
startZone();
startIntake();

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
on("click", "[data-solved-by]", (button) => {
  const form = button.closest("form") as HTMLFormElement;
  form.action = button.dataset["solvedBy"] ?? "";
  discard(form.dataset["ticket"] ?? "");
  form.submit();
});
// While somebody describes a need: what may answer it already. Nothing changes under an answer that is open.
on("input", "form[data-suggest] [name=subject], form[data-suggest] [name=text]", (field) => {
  const form = field.closest("form") as HTMLFormElement;
  calmly(form.elements, 500, () => void suggest(form));
});
on("input", "form[data-draft] textarea", (area) => keep(area.closest("form") as HTMLFormElement));
on("submit", "form[data-draft]", (form) => discard((form as HTMLFormElement).dataset["ticket"] ?? ""));
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) restore(form);

listen((happening) => {
  if (["ticket", "list", "clock", "missed"].includes(happening.kind)) calmly(listen, 300, () => void refresh());
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

async function suggest(form: HTMLFormElement): Promise<void> {
  const words = ["subject", "text"].map((name) => one<HTMLInputElement>(`[name=${name}]`, form)?.value ?? "").join(" ").trim().slice(0, 1000);
  if (one("#may-answer details[open]")) return;
  const html = words.length < 4 ? "" : await fragment(`${form.dataset["suggest"]}?q=${encodeURIComponent(words)}`);
  if (html === null || one("#may-answer details[open]")) return;
  const fresh = one("#may-answer", new DOMParser().parseFromString(html, "text/html"));
  const stands = one("#may-answer", form);
  if (fresh && stands && fresh.innerHTML !== stands.innerHTML) stands.replaceWith(document.adoptNode(fresh));
  else if (!fresh) stands?.replaceChildren();
}
