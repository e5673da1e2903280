/**
 * Tells the log's many teams as the demo's four: the log's front desk is the Service Desk, each other team joins the
 * one of the three that leaves the fewest hand-overs inside one team. Teams with the most hand-overs choose first.
 */
export function demoTeams(tickets, desk) {
  const between = new Map();
  const weight = new Map();
  for (const ticket of tickets) {
    let team = "";
    for (const event of ticket.events) {
      if (!event.team) continue;
      if (!weight.has(event.team)) weight.set(event.team, 0);
      if (team) {
        for (const pair of [`${team} ${event.team}`, `${event.team} ${team}`]) between.set(pair, (between.get(pair) ?? 0) + 1);
        for (const one of [team, event.team]) weight.set(one, weight.get(one) + 1);
      }
      team = event.team;
    }
  }

  const told = new Map([[desk, "Service Desk"]]);
  const load = { Network: 0, Applications: 0, Workplace: 0 };
  const number = (team) => +team.slice(1);
  for (const team of [...weight.keys()].sort((a, b) => weight.get(b) - weight.get(a) || number(a) - number(b))) {
    if (told.has(team)) continue;
    const inside = (name) =>
      [...told].filter(([, t]) => t === name).reduce((sum, [other]) => sum + (between.get(`${team} ${other}`) ?? 0), 0);
    const [best] = Object.keys(load).sort((a, b) => inside(a) - inside(b) || load[a] - load[b]);
    told.set(team, best);
    load[best] += weight.get(team);
  }
  return new Map([...told].sort(([a], [b]) => number(a) - number(b)));
}
