// Ctrl/⌘ K: a number, a name, a word or a verb. The server answers; the last answer wins.
import { all, calmly, fragment, one } from "./page";
import { onKey, press } from "./keys";

export function startPalette(): void {
  const dialog = one<HTMLDialogElement>("#palette");
  const input = dialog && one<HTMLInputElement>("input", dialog);
  const answers = dialog && one("#answers", dialog);
  if (!dialog || !input || !answers) return;
  let asked = 0;

  const choose = (to: number): void => {
    const options = all(".answer", answers);
    const at = options.findIndex((option) => option.ariaSelected === "true");
    const chosen = options[(Math.max(0, at + to) + options.length) % Math.max(1, options.length)];
    options.forEach((option) => (option.ariaSelected = String(option === chosen)));
    chosen?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", chosen?.id ?? "");
  };
  const ask = async (): Promise<void> => {
    const turn = ++asked;
    const html = await fragment(`/part/palette?q=${encodeURIComponent(input.value)}&at=${encodeURIComponent(location.pathname)}`);
    if (turn !== asked || html === null) return;
    answers.innerHTML = html;
    choose(0);
  };
  const go = (option: Element | null): void => {
    const address = (option as HTMLElement | null)?.dataset["href"];
    if (!address) return;
    dialog.close();
    if (address.startsWith("#")) press(decodeURIComponent(address.slice(1)));
    else location.assign(address);
  };

  onKey((key) => {
    if (key !== "mod+k") return false;
    if (dialog.open) dialog.close();
    else {
      dialog.showModal();
      input.select();
      void ask();
    }
    return true;
  });
  document.addEventListener("click", (event) => { if ((event.target as Element).closest("[data-open=palette]")) void ask(); });
  input.addEventListener("input", () => calmly(input, 80, () => void ask()));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") choose(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter") go(one("[aria-selected=true]", answers));
    else return;
    event.preventDefault();
  });
  answers.addEventListener("click", (event) => go((event.target as Element).closest(".answer")));
}
