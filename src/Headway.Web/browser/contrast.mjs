// Every pair of ink and ground that is used, in both themes: text at least 4.5 to 1, edges and marks at least 3 to 1.
import { readFileSync } from "node:fs";

const css = readFileSync(new URL("css/tokens.css", import.meta.url), "utf8");
const themes = { light: {}, dark: {} };
for (const [, name, light, dark] of css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)) [themes.light[name], themes.dark[name]] = [light, dark];

const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const luminance = (hex) => [1, 3, 5].map((at) => channel(parseInt(hex.slice(at, at + 2), 16) / 255)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const ratio = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };

const grounds = ["ground", "sheet", "raised", "sunk"];
const text = [
  ...["ink", "ink-2", "ink-3", "accent", "accent-strong", "late", "soon", "good"].flatMap((ink) => grounds.map((ground) => [ink, ground])),
  ...["ink", "ink-2", "ink-3", "accent", "accent-strong", "late", "soon"].map((ink) => [ink, "accent-wash"]),
  ...["ink", "ink-2", "late", "late-strong"].map((ink) => [ink, "late-wash"]),
  ...["ink", "ink-2", "soon"].map((ink) => [ink, "soon-wash"]), ...["ink", "ink-2", "good"].map((ink) => [ink, "good-wash"]),
  ...["ink", "ink-2", "ink-3", "note"].map((ink) => [ink, "note-wash"]),
  ["accent-ink", "accent"], ["accent-ink", "accent-strong"], ["note-ink", "note-fill"], ["late-ink", "late"],
];
const shapes = [...["edge", "accent", "late", "soon"].flatMap((ink) => grounds.map((ground) => [ink, ground])), ["note", "note-wash"], ["chart-4", "sheet"]];
let bad = 0;
for (const [theme, tokens] of Object.entries(themes))
  for (const [pairs, least] of [[text, 4.5], [shapes, 3]])
    for (const [ink, ground] of pairs) {
      const is = ratio(tokens[ink], tokens[ground]);
      if (is < least) { bad++; console.error(`${theme}: ${ink} on ${ground} is ${is.toFixed(2)}, wants ${least}`); }
    }
console.log(`contrast: ${2 * (text.length + shapes.length)} pairs, ${bad} too weak`);
process.exit(bad ? 1 : 0);
