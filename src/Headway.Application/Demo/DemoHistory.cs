using System.Text.Json;
using Headway.Domain;
using Headway.Domain.Tickets;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Demo;

/// <summary>
/// The weeks behind the demo: a log's own timing until the day Headway was switched on, then the product's own rules. Of
/// what is open now only so much is kept as a desk of this size holds, and few of it overdue.
/// </summary>
internal sealed class DemoHistory(DeskRules rules, DemoPeople people, StoryTimes times, JsonElement phrases, Func<TextId> nextText, Func<TicketKey> nextKey)
{
    public const int Overdue = 5;
    public const int DueToday = 2;
    public const int DueLater = 275;

    private readonly DemoCast _cast = new(people, new DemoPhrases(phrases), nextText, seed: 20270323);

    public IReadOnlyList<TicketTape> Tell(Stream log, JsonElement desk)
    {
        var facts = LogFacts.Read(log);
        var zone = DateTimeZoneProviders.Tzdb[desk.Text("zone")!];
        var switchedOn = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(desk.Text("switchedOn")!).Value;
        var firstMonday = switchedOn.Date.PlusWeeks(-facts.Weeks);
        var on = switchedOn.InZoneLeniently(zone).ToInstant();
        var tapes = facts.Tickets.Select(ticket => Retell(ticket, facts, firstMonday, zone, on)).ToList();

        // From here the arrivals follow the log's first weeks again, and what is done with them follows the product's rules.
        var simulated = facts.Tickets
            .Select(ticket => (Ticket: ticket, At: At(firstMonday.PlusWeeks(facts.Weeks), ticket.Opened, zone)))
            .TakeWhile(arrival => arrival.At < times.Now)
            .Select(arrival => Simulate(arrival.Ticket, facts, arrival.At))
            .ToList();
        return Keep([.. tapes, .. simulated]);
    }

    private TicketTape Retell(LogTicket ticket, LogFacts facts, LocalDate firstMonday, DateTimeZone zone, Instant on)
    {
        // The log's desk knew neither chases nor watched targets, and asked nobody how it was.
        var tape = new TicketTape(nextKey(), rules.Running(SubProcesses.Appointments | SubProcesses.Returns) with { Feedback = FeedbackRules.Off });
        var retelling = new LogRetelling(_cast, facts.Teams);
        var opened = At(firstMonday, ticket.Opened, zone);
        var told = retelling.Open(tape, ticket, opened);
        var last = opened;
        foreach (var change in ticket.Changes)
        {
            // The log knows minutes; acts of one minute stand a second apart, in its order.
            var at = Instant.Max(At(firstMonday, ticket.Opened + change.Minutes, zone), last + Duration.FromSeconds(1));
            if (at >= on)
            {
                break;
            }

            retelling.Change(tape, told, change, at);
            last = at;
        }

        tape.Pass(on);
        tape.Rules = rules;
        new DemoWorkday(_cast, told).Work(tape, on, times.Now);
        return tape;
    }

    private TicketTape Simulate(LogTicket ticket, LogFacts facts, Instant at)
    {
        var tape = new TicketTape(nextKey(), rules);
        var told = new LogRetelling(_cast, facts.Teams).Open(tape, ticket, at);
        new DemoWorkday(_cast, told).Work(tape, at, times.Now);
        return tape;
    }

    // Of what is late a few of this morning stay, and none at the Service Desk: its list begins with what is due next.
    private List<TicketTape> Keep(List<TicketTape> tapes)
    {
        var (overdue, today, later) = (0, 0, 0);
        var endOfToday = times.Now + Duration.FromHours(7);
        var desk = rules.Desk!.Id;
        return tapes.FindAll(tape =>
        {
            if (tape.State.Displayed is not { } next)
            {
                return true;
            }

            var first = tape.State.Open.Min(activity => activity.Due);
            return first < times.Now
                ? first > times.Now - Duration.FromHours(20) && tape.State.Team != desk && ++overdue <= Overdue
                : next.Due < endOfToday ? ++today <= DueToday : ++later <= DueLater;
        });
    }

    private static Instant At(LocalDate monday, int minutes, DateTimeZone zone) =>
        monday.AtMidnight().PlusMinutes(minutes).InZoneLeniently(zone).ToInstant();
}
