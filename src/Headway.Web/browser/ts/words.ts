// The few sentences that scripts say stand in the page, in the reader's language.
const said = new Map<string, string>();

export function words(key: string, ...places: (string | number)[]): string {
  if (said.size === 0)
    for (const term of document.querySelectorAll("#words dt")) said.set(term.textContent ?? "", term.nextElementSibling?.textContent ?? "");
  return (said.get(key) ?? "").replace(/\{(\d)\}/g, (_, place) => String(places[Number(place)] ?? ""));
}

export const counted = (key: string, number: number): string => words(`${key}.${number === 1 ? "one" : "many"}`, number);
