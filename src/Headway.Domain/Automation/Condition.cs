using System.Globalization;
using Headway.Domain.Calendars;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Automation;

/// <summary>What a condition can ask of a ticket.</summary>
public enum TicketField { Status, Priority, Type, Team, Service, Owner, Channel, Tag, Attempts, Transfers, Reopenings, HoursOpen, Workaround, MajorIncident, Answered }

public enum Comparison { Is, IsNot, AtLeast, AtMost }

/// <summary>
/// One thing that must hold. Values are codes: a status, <c>P1</c>, an id, <c>none</c>, <c>yes</c>, <c>no</c>, or a number (hours
/// are business hours on the team's calendar).
/// </summary>
public sealed record Condition(TicketField Field, Comparison Test, string Value)
{
    public static bool IsNumber(TicketField field) => field is TicketField.Attempts or TicketField.Transfers or TicketField.Reopenings or TicketField.HoursOpen;

    public bool Holds(DeskRules rules, TicketState state, Instant now)
    {
        if (IsNumber(Field))
        {
            return double.TryParse(Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var than) && Compare(Number(rules, state, now), than);
        }

        var found = Field switch
        {
            TicketField.Status => state.Status.Value == Value,
            TicketField.Priority => state.Priority.ToString() == Value,
            TicketField.Type => state.Type.ToString() == Value,
            TicketField.Team => Id(state.Team.Value) == Value,
            TicketField.Service => (state.Service is { } service ? Id(service.Value) : "none") == Value,
            TicketField.Owner => (state.Owner is { } owner ? Id(owner.Value) : "none") == Value,
            TicketField.Channel => state.Channel.ToString() == Value,
            TicketField.Tag => state.Tags.Any(tag => Id(tag) == Value),
            TicketField.Workaround => (state.Workaround is { } adequate ? Yes(adequate) : "none") == Value,
            TicketField.MajorIncident => Yes(state.MajorIncident) == Value,
            TicketField.Answered => Yes(state.FirstReplyAt is not null) == Value,
            _ => false,
        };
        return found == (Test != Comparison.IsNot);
    }

    private double Number(DeskRules rules, TicketState state, Instant now) => Field switch
    {
        TicketField.Attempts => state.Attempts.Count,
        TicketField.Transfers => state.Transfers,
        TicketField.Reopenings => state.Reopenings,
        _ => now > state.Opened ? rules.CalendarOf(state.Team).Between(state.Opened, now).Hours : WorkingTime.Zero.Hours,
    };

    private bool Compare(double found, double than) => Test switch
    {
        Comparison.AtLeast => found >= than,
        Comparison.AtMost => found <= than,
        Comparison.Is => found.Equals(than),
        _ => !found.Equals(than),
    };

    private static string Yes(bool value) => value ? "yes" : "no";

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
