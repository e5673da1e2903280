/** The figures by which the sample can be compared with the whole log, as [name, text] pairs. */
export function figures(tickets, teams, weeks) {
  const share = (count) => `${count} (${((100 * count) / tickets.length).toFixed(1)} %)`;
  const changes = (told) => {
    const counts = [0, 0, 0, 0, 0, 0];
    let all = 0;
    for (const ticket of tickets) {
      let last = "", moved = 0;
      for (const event of ticket.events) {
        const team = event.team && told(event.team);
        if (team && last && team !== last) moved++;
        if (team) last = team;
      }
      counts[Math.min(5, moved)]++;
      all += moved;
    }
    return `${counts.map((n) => ((100 * n) / tickets.length).toFixed(1)).join("/")} %, ${all} in all`;
  };
  const ever = (state) => tickets.filter((t) => t.events.some((e) => e.state === state)).length;
  const last = (ticket) => ticket.events.reduce((state, e) => e.state || state, "NEW");
  const open = tickets.filter((t) => !["RESOLVED", "CLOSED"].includes(last(t)));
  const minutes = weeks * 7 * 24 * 60;
  const tally = (values) => {
    const counts = {};
    for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
    return Object.entries(counts).map(([value, count]) => `${value} ${count}`).join(", ");
  };
  return [
    ["tickets", tickets.length],
    ["events", tickets.reduce((sum, t) => sum + t.events.length, 0)],
    ["opened by week", tally(tickets.map((t) => "w" + (1 + Math.floor(t.opened / 10080))))],
    ["priorities", tally(tickets.map((t) => t.priority).sort())],
    ["team changes 0/1/2/3/4/5+", changes((team) => team)],
    ["the same, told as four teams", changes((team) => teams.get(team))],
    ["ever waiting for the customer", share(ever("AWAIT_CUSTOMER"))],
    ["reopened", share(ever("REOPENED"))],
    ["customer updates seen", share(ever("CUST_UPDATED"))],
    ["open at the end", open.length],
    ["open, weeks old", tally(open.map((t) => Math.floor((minutes - t.opened) / 10080)).sort((a, b) => a - b))],
    ["open, in state", tally(open.map(last).sort())],
    ["teams", tally([...teams.values()].sort())],
  ];
}
