using Headway.Domain;
using Headway.Domain.Appointments;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Returns;
using Headway.Domain.Rota;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Scenarios;

/// <summary>The commands of a scenario about contact: appointments, returns, help, claims, absences. A door: it decides nothing.</summary>
public static class ContactCommands
{
    private static readonly Duration UsualLength = Duration.FromMinutes(30);

    public static bool Knows(string name) => name is "return" or "offer" or "book" or "cancel" or "outcome" or "claim" or "assist" or "contribute" or "absent";

    /// <exception cref="FormatException">A field is missing or not of its kind: the line is malformed.</exception>
    public static Refusal? Apply(ScenarioDesk desk, ScenarioLine line) => line.Do switch
    {
        "return" => ScenarioCommands.ByStaff(desk, line, by => Return(desk, line, by)),
        "offer" => ScenarioCommands.ByStaff(desk, line, by => Offer(desk, line, by)),
        "book" => Book(desk, line),
        "cancel" => By(desk, line) is { } by
            ? desk.Change(line.Required("ticket"), new CancelAppointment(by, desk.Text(line.Text("note"))).Decide, line.At)
            : Nobody(line),
        "outcome" => ScenarioCommands.ByStaff(desk, line, by => Outcome(desk, line, by)),
        "claim" => ScenarioCommands.ByStaff(desk, line, by => (Outcome<Decide>)(Decide)new ClaimActivity(by).Decide),
        "assist" => ScenarioCommands.ByStaff(desk, line, by => Assist(desk, line, by)),
        "contribute" => ScenarioCommands.ByStaff(desk, line, by => (Outcome<Decide>)(Decide)new Contribute(by, [.. desk.Settings.TeamsOf[by]], desk.Text(line.Text("note"))).Decide),
        _ => Absent(desk, line),
    };

    private static Outcome<Decide> Return(ScenarioDesk desk, ScenarioLine line, PersonId by)
    {
        TeamId? right = null;
        if (line.Text("rightTeam") is { } named && (right = desk.Team(named)) is null)
        {
            return TicketRefusals.TeamUnknown.Because($"There is no team '{named}'.");
        }

        return (Outcome<Decide>)(Decide)new ReturnToDesk(
            by, ReasonOf(line.Required("reason")), desk.Text(line.Text("explain")), right, desk.Text(line.Text("nextTime")), line.Flag("keep")).Decide;
    }

    private static Outcome<Decide> Offer(ScenarioDesk desk, ScenarioLine line, PersonId by)
    {
        var slots = new List<ProposedSlot>();
        foreach (var (start, end, with) in line.Times("slots"))
        {
            PersonId? person = null;
            if (with is not null && (person = desk.Staff(with)) is null)
            {
                return TicketRefusals.PersonUnknown.Because($"There is nobody called '{with}' in support.");
            }

            slots.Add(new ProposedSlot(start, end ?? start + UsualLength, person, ModeOf(line)));
        }

        return (Outcome<Decide>)(Decide)new OfferSlots(by, slots).Decide;
    }

    // Support agrees a time, or the customer picks one: then whom the offer named keeps it, else the owner, else the team.
    private static Refusal? Book(ScenarioDesk desk, ScenarioLine line)
    {
        var ticket = line.Required("ticket");
        if (By(desk, line) is not { } by)
        {
            return Nobody(line);
        }

        var keeper = by.IsPersonOfSupport ? by.Person : desk.Find(ticket) is { } state ? KeeperFor(desk, state, line) : null;
        var booking = Booking(desk, line, keeper);
        return booking.IsRefused
            ? booking.Refusal
            : desk.Change(ticket, new BookAppointment(by, booking.Value, desk.Text(line.Text("note"))).Decide, line.At);
    }

    private static PersonId? KeeperFor(ScenarioDesk desk, TicketState state, ScenarioLine line)
    {
        var start = line.Instant("start", desk.ZoneOf(line.Required("ticket")));
        var offered = state.OfferedSlots.FirstOrDefault(slot => slot.Start == start);
        return offered?.With ?? state.Booked?.With ?? state.Owner
            ?? desk.Settings.TeamsOf.Where(one => one.Value.Contains(state.Team)).OrderBy(one => one.Key.Value).Select(one => (PersonId?)one.Key).FirstOrDefault();
    }

    /// <summary>Who acts: somebody of support, or the ticket's requester; null when it is neither.</summary>
    private static Actor? By(ScenarioDesk desk, ScenarioLine line)
    {
        var name = line.Required("by");
        return desk.Staff(name) is { } staff ? Actor.Staff(staff)
            : desk.Find(line.Required("ticket")) is { } state && desk.NameOf(state.Requester) == name ? Actor.Customer(state.Requester)
            : null;
    }

    private static Refusal Nobody(ScenarioLine line) =>
        TicketRefusals.PersonUnknown.Because($"'{line.Text("by")}' is neither in support nor who asked for this ticket.");

    private static Outcome<Booking> Booking(ScenarioDesk desk, ScenarioLine line, PersonId? by)
    {
        if (ScenarioCommands.Person(desk, line, "with", out var with) is { } unknown)
        {
            return unknown;
        }

        var zone = desk.ZoneOf(line.Required("ticket"));
        var start = line.Instant("start", zone) ?? throw new FormatException("The line has no 'start'.");
        var end = line.Instant("end", zone) ?? start + UsualLength;
        return (with ?? by) is { } keeper
            ? new Booking(start, end, keeper, ModeOf(line), desk.Busy())
            : TicketRefusals.PersonUnknown.Because("Say with whom: the ticket's team has nobody.");
    }

    private static Outcome<Decide> Outcome(ScenarioDesk desk, ScenarioLine line, PersonId by)
    {
        var result = ResultOf(line.Required("result"));
        Booking? moved = null;
        if (result is AppointmentResult.MovedByCustomer or AppointmentResult.MovedByUs && line.Text("start") is not null)
        {
            var booking = Booking(desk, line, desk.Find(line.Required("ticket"))?.Booked?.With ?? by);
            if (booking.IsRefused)
            {
                return booking.Refusal!;
            }

            moved = booking.Value;
        }

        return (Outcome<Decide>)(Decide)new RecordOutcome(by, result, desk.Text(line.Text("note")), ScenarioCommands.Status(line), moved).Decide;
    }

    private static Outcome<Decide> Assist(ScenarioDesk desk, ScenarioLine line, PersonId by)
    {
        var of = line.Required("of");
        var helper = desk.Staff(of);
        var team = desk.Team(of) ?? (helper is { } person ? desk.Settings.TeamsOf[person][0] : null);
        return team is { } asked
            ? (Outcome<Decide>)(Decide)new AskForHelp(by, asked, desk.Team(of) is null ? helper : null, desk.Text(line.Text("question"))).Decide
            : TicketRefusals.PersonUnknown.Because($"There is no team and nobody called '{of}' in support.");
    }

    private static Refusal? Absent(ScenarioDesk desk, ScenarioLine line)
    {
        line.Required("person");
        if (ScenarioCommands.Person(desk, line, "person", out var person) is { } unknown)
        {
            return unknown;
        }

        var from = line.Instant("from", DateTimeZone.Utc) ?? throw new FormatException("The line has no 'from'.");
        var to = line.Instant("to", DateTimeZone.Utc) ?? throw new FormatException("The line has no 'to'.");
        desk.Away(new Absence(person ?? default, from, to));
        return null;
    }

    private static ReturnReason ReasonOf(string text) => AppointmentCodes.Reason(text)
        ?? throw new FormatException($"'{text}' is no reason: wrong-team, information-inadequate, not-support, duplicate or other.");

    private static AppointmentResult ResultOf(string text) => AppointmentCodes.Result(text)
        ?? throw new FormatException($"'{text}' is no result: done, continue, customer-absent, we-missed, moved-by-customer or moved-by-us.");

    private static AppointmentMode ModeOf(ScenarioLine line) => AppointmentCodes.Mode(line.Text("mode") ?? "call")
        ?? throw new FormatException($"'{line.Text("mode")}' is no mode: call, remote, visit or workshop.");
}
