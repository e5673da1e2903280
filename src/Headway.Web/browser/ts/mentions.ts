// "@" in a note calls a colleague: a few letters, arrows, Enter. The words stay where they are; the server reads the name.
import { all, calmly, fragment, on, one, say } from "./page";
import { counted } from "./words";

const begun = /(?:^|[^\p{L}\p{N}])@([\p{L}'’-]{0,30}(?: [\p{L}'’-]{1,30})?)$/u;
let asked = 0;

const area = (): HTMLTextAreaElement | null => one<HTMLTextAreaElement>("#composer textarea[name=text]");
const host = (): HTMLElement | null => one("#colleagues");
const options = (): HTMLElement[] => all("#colleagues .answer");
const letters = (box: HTMLTextAreaElement): string | undefined =>
  one("#composer [name=mode][value=note]:checked") && box.selectionStart === box.selectionEnd ? begun.exec(box.value.slice(0, box.selectionStart))?.[1] : undefined;

export function startMentions(): void {
  on("input", "#composer textarea[name=text]", (box) => {
    if (letters(box as HTMLTextAreaElement) === undefined) hide();
    else calmly(letters, 60, () => void offer(box as HTMLTextAreaElement));
  });
  on("focusout", "#composer textarea[name=text]", () => calmly(hide, 150, hide));
  on("mousedown", "#colleagues .answer", (option, event) => { event.preventDefault(); call(option); });
  // Before any other key of the page: the open list has Enter, the arrows and Escape for itself.
  document.addEventListener("keydown", (event) => {
    const shown = options();
    if (event.target !== area() || host()?.hidden !== false || shown.length === 0 || event.ctrlKey || event.metaKey) return;
    const at = shown.findIndex((option) => option.ariaSelected === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") choose(shown, (at + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length);
    else if (event.key === "Enter" || event.key === "Tab") call(shown[at] ?? shown[0]!);
    else if (event.key === "Escape") hide();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });
}

async function offer(box: HTMLTextAreaElement): Promise<void> {
  const typed = letters(box);
  if (typed === undefined) return hide();
  const turn = ++asked;
  const html = await fragment(`/part/colleagues?q=${encodeURIComponent(typed)}`);
  const list = host();
  if (turn !== asked || html === null || !list || !box.isConnected || letters(box) === undefined) return;
  list.innerHTML = html;
  const found = options();
  if (found.length === 0) return hide();
  const said = list.hidden;
  list.hidden = false;
  choose(found, 0);
  if (said) say(counted("js.colleagues", found.length));
}

function choose(shown: HTMLElement[], to: number): void {
  shown.forEach((option, at) => (option.ariaSelected = String(at === to)));
  shown[to]?.scrollIntoView({ block: "nearest" });
  area()?.setAttribute("aria-activedescendant", shown[to]?.id ?? "");
}

/** The name takes the place of the letters, with a space after it; undo in the box takes it back. */
function call(option: HTMLElement): void {
  const box = area();
  const typed = box ? letters(box) : undefined;
  if (!box || typed === undefined) return hide();
  box.setRangeText(`${option.dataset["name"] ?? ""} `, box.selectionStart - typed.length, box.selectionStart, "end");
  hide();
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function hide(): void {
  asked++;
  const list = host();
  if (list) { list.hidden = true; list.replaceChildren(); }
  area()?.removeAttribute("aria-activedescendant");
}
