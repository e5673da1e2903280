// One touch, one submit. The situation is predicted again as words are typed, until the person has chosen one.
import { all, calmly, fragment, on, one, say, send } from "./page";
import { words } from "./words";
import { eachFragment, settle } from "./htmx";
import { onKey } from "./keys";
import { discard, keep, rest, restore } from "./drafts";
import { startFiles } from "./files";

const box = (): HTMLTextAreaElement | null => one<HTMLTextAreaElement>("#composer textarea[name=text]");
let chosen = false;

// What came last is what one reads first. On a narrow page the page itself scrolls, under a head that stays.
function showNewest(): void {
  const body = one("#body");
  if (!body) return;
  const fresh = one(".msg.fresh", body);
  if (getComputedStyle(body).overflowY !== "visible") {
    body.scrollTop = fresh ? body.scrollTop + fresh.getBoundingClientRect().top - body.getBoundingClientRect().top - 80 : body.scrollHeight;
    return;
  }
  const newest = fresh ?? all(".msg", body).at(-1);
  const head = one(".head")?.getBoundingClientRect().bottom ?? 0;
  if (newest) window.scrollTo({ top: window.scrollY + newest.getBoundingClientRect().top - Math.max(head, 0) - 16 });
}

export function startComposer(): void {
  startFiles();
  eachFragment(() => {
    const form = one<HTMLFormElement>("#composer");
    if (!form || form.dataset["ready"]) return;
    form.dataset["ready"] = "1";
    chosen = form.dataset["chosen"] === "1";
    restore(form);
    if (!location.search.includes("tab=")) showNewest();
  });

  on("input", "#composer textarea[name=text]", (area) => {
    const form = area.closest("form") as HTMLFormElement;
    form.classList.toggle("writing", box()?.value !== "");
    keep(form);
    if (!chosen) calmly(form, 350, () => void predict(form));
  });
  on("input", "#composer [name=spent]", (field) => { if (box()?.value) keep(field.closest("form") as HTMLFormElement); });
  on("change", "#composer [name=situation]", (radio) => {
    chosen = true;
    const form = radio.closest("form") as HTMLFormElement;
    form.dataset["chosen"] = "1";
    if (box()?.value) keep(form);
    const other = one("#then [data-chosen]");
    if (other) other.textContent = radio.closest(".options-all") ? (one("span", radio.closest("label") ?? radio)?.textContent ?? "") : (other.dataset["other"] ?? "");
  });
  on("change", "#composer [name=mode]", (radio) => {
    const form = radio.closest("form") as HTMLFormElement;
    const area = box();
    if (area) area.placeholder = area.dataset[(radio as HTMLInputElement).value] ?? "";
    // "Nothing changes" is a note's choice and none of a reply's.
    if (one("#then [value=NONE]:checked", form)) { chosen = false; delete form.dataset["chosen"]; }
    keep(form);
    if (!chosen) void predict(form);
  });
  on("click", "[data-macro]", (button) => void macro(button.dataset["macro"] ?? ""));
  on("click", "[data-article]", (button) => void article(button.dataset["article"] ?? "", button.dataset["as"] ?? "link"));
  document.addEventListener("submit", (event) => { if ((event.target as Element).id === "composer") rest(); }, true);
  // Before the next box is there: it would take the kept words for its own.
  document.addEventListener("htmx:before:swap", (event) => {
    const context = (event as CustomEvent).detail?.ctx as { sourceElement?: Element; target?: Element; response?: { status: number } } | undefined;
    const taken = context?.sourceElement?.closest?.("[data-sent]");
    if (taken && (context?.response?.status ?? 500) < 300) {
      // Taken back: the words stand in the box again, and the hand is there to mend them.
      taken.remove();
      say(words("js.taken-back"));
      document.addEventListener("htmx:after:swap", () => { const area = box(); area?.focus(); area?.setSelectionRange(area.value.length, area.value.length); }, { once: true });
    }
    const form = context?.sourceElement?.closest?.("#composer") as HTMLFormElement | null | undefined;
    if (form && (context?.response?.status ?? 500) < 300) {
      discard(form.dataset["ticket"] ?? "");
      // The next ticket's box must not take the focus over: after a touch single keys act again, z above all.
      if (form.contains(document.activeElement)) document.addEventListener("htmx:after:swap", () => one("#body")?.focus(), { once: true });
    }
  });

  onKey((key, event) => {
    if (key === "mod+Enter") {
      const form = (event.target as Element).closest("form") ?? one("#panel form") ?? one("#composer");
      const button = form && all("[data-send]", form).find((candidate) => candidate.getClientRects().length > 0);
      if (button) return button.click(), true;
    }
    return false;
  });
  // Alt with a digit, or with E to resolve, chooses while typing: the hand need not leave the words.
  document.addEventListener("keydown", (event) => {
    const key = /^(?:Digit([123])|Key(E))$/.exec(event.code);
    if (!event.altKey || event.ctrlKey || !key || event.target !== box()) return;
    event.preventDefault();
    // Solved may stand among the first three as well.
    one(key[1] ? `#then [data-key="${key[1]}"] input` : "#then input[value=RESOLVED]")?.click();
    box()?.focus();
  });
}

async function predict(form: HTMLFormElement): Promise<void> {
  const fields = new FormData(form);
  fields.delete("files");
  const answer = await send(`/part/ticket/${form.dataset["ticket"]}/then`, fields);
  const then = one("#then", form);
  if (!answer?.ok || !then || chosen) return;
  const html = await answer.text();
  if (chosen || !then.isConnected || one("#then .options-all[open]")) return;
  then.outerHTML = html;
  const fresh = one("#then", form);
  if (fresh) settle(fresh);
}

/** A canned reply is put where the caret is and may choose the situation. */
async function macro(id: string): Promise<void> {
  const form = one<HTMLFormElement>("#composer");
  const area = box();
  const said = form && (await fragment(`/part/ticket/${form.dataset["ticket"]}/macro/${id}`));
  if (!form || !area || !said) return;
  const { text, situation, mode } = JSON.parse(said) as { text: string; situation?: string; mode?: string };
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  if (mode) one<HTMLInputElement>(`[name=mode][value=${mode}]`, form)?.click();
  if (situation) one<HTMLInputElement>(`[name=situation][value=${situation}]`, form)?.click();
  area.focus();
  keep(form);
}

/** An article's address or its words are put where the caret is, for customers to read: into a reply. */
async function article(number: string, as: string): Promise<void> {
  const form = one<HTMLFormElement>("#composer");
  const area = box();
  const said = form && (await fragment(`/part/ticket/${form.dataset["ticket"]}/article/${number}?as=${as}`));
  if (!form || !area || !said) return;
  const reply = one<HTMLInputElement>("[name=mode][value=reply]", form);
  if (reply && !reply.checked) reply.click();
  const before = area.value.slice(0, area.selectionStart);
  area.setRangeText((before === "" || before.endsWith("\n") ? "" : "\n") + (JSON.parse(said) as { text: string }).text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  area.focus();
}
