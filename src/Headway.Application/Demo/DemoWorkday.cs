using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>
/// The desk since Headway was switched on: each activity is done at a moment within its own allowance (mostly), by
/// somebody answerable, and leads on as tickets of its kind do. Customers answer when they can.
/// </summary>
internal sealed class DemoWorkday(DemoCast cast, DemoCase told)
{
    private const double OnTime = 0.93;

    /// <summary>Works the ticket until it is resolved or its next act lies at or after <paramref name="now"/>.</summary>
    public void Work(TicketTape tape, Instant from, Instant now)
    {
        for (var step = 0; step < 16 && tape.State.IsOpen; step++)
        {
            var activity = tape.State.Displayed!;
            var at = Moment(tape, activity, from);
            if (at is { } until && until < now)
            {
                DemoChases.Between(cast, told, tape, activity, Instant.Max(activity.Opened, from), until, now);
            }

            if (at is not { } moment || moment >= now || !Act(tape, activity, moment))
            {
                break;
            }

            from = moment;
        }

        tape.Pass(now);
    }

    private Instant? Moment(TicketTape tape, Activity activity, Instant from)
    {
        var calendar = tape.Rules.CalendarOf(activity.Team);
        var start = Instant.Max(activity.Opened, from);
        var allowance = calendar.Between(start, activity.Due);
        var share = IsWaiting(activity) ? 0.1 + (cast.Chance.NextDouble() * 1.1) : cast.Happens(OnTime) ? 0.08 + (cast.Chance.NextDouble() * 0.85) : 1.05 + cast.Chance.NextDouble();
        var spent = allowance <= WorkingTime.Zero ? WorkingTime.FromMinutes(5 + (cast.Chance.NextDouble() * 90)) : WorkingTime.FromHours(allowance.Hours * share);
        return calendar.Add(start, spent) is { } at ? Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()) : null;
    }

    private bool Act(TicketTape tape, Activity activity, Instant at)
    {
        tape.Pass(at);
        if (tape.State.Displayed is not { } shown)
        {
            return true;
        }

        // A reminder may have gone out before the customer's answer came: what stands then is answered.
        return IsWaiting(shown) ? Customer(tape, shown, at) : Staff(tape, shown.Seq == activity.Seq ? activity : shown, at);
    }

    private bool Customer(TicketTape tape, Activity activity, Instant at)
    {
        var solved = activity.Status == StatusCode.CustomerTesting && cast.Happens(0.75);
        var silent = activity.Status == StatusCode.CustomerSilent && cast.Happens(0.35);
        if (silent)
        {
            return tape.Try(at, new LogAttempt(cast.By(tape.State), Channel.Phone, cast.Say(tape, told, "attempt")).Decide) is null;
        }

        var intent = solved ? Intent.Solved : Intent.Answer;
        var text = cast.Say(tape, told, solved ? "solved" : activity.Status == StatusCode.CustomerTesting ? "not-solved" : "answer");
        return tape.Try(at, new CustomerMessage(tape.State.Requester, intent, tape.State.Channel, text).Decide) is null;
    }

    private bool Staff(TicketTape tape, Activity activity, Instant at)
    {
        var by = cast.By(tape.State);
        if (cast.Happens(0.035) && activity.Verdict is null && activity.Status != StatusCode.Reopened)
        {
            var calendar = tape.Rules.CalendarOf(activity.Team);
            return calendar.Add(activity.Due, WorkingTime.FromHours(4)) is { } later
                && tape.Try(at, new Reschedule(by, later, "more-urgent-work").Decide) is null or { Code: "due.beyond-horizon" };
        }

        if (activity.Status == StatusCode.New && tape.State.Transfers == 0 && ServiceTeam(tape) is { } team && team != tape.State.Team && cast.Happens(0.45))
        {
            return tape.Try(at, new Transfer(by, team, cast.Say(tape, told, "transfer", by), cast.Member(team)).Decide) is null;
        }

        var next = Next(activity.Status);
        var text = cast.Say(tape, told, DemoCast.PartFor(next), by);
        var (due, eta) = Ahead(tape, next, at);
        var progress = new Progress(
            by, next, text, Note: eta is null ? null : cast.Say(tape, told, next == StatusCode.AwaitChange ? "note" : "supplier", by), Due: due, Eta: eta,
            Predicted: cast.Happens(0.86) ? next : StatusCode.InProgress, PredictionRule: "habit");
        return tape.Try(at, progress.Decide) is null;
    }

    private TeamId? ServiceTeam(TicketTape tape) =>
        tape.State.Service is { } service && cast.People.ServiceTeams.TryGetValue(service, out var team) ? team : null;

    private StatusCode Next(StatusCode now)
    {
        var chance = cast.Chance.NextDouble();
        var isFirst = now == StatusCode.New || now == StatusCode.Assigned;
        return chance switch
        {
            < 0.28 => StatusCode.Resolved,
            < 0.46 => isFirst ? StatusCode.AwaitCustomer : StatusCode.CustomerTesting,
            < 0.61 => StatusCode.AwaitCustomer,
            < 0.70 => StatusCode.CustomerTesting,
            < 0.77 => StatusCode.NextAction,
            < 0.975 => told.Waits is { Count: > 0 } waits ? waits[cast.Chance.Next(waits.Count)] : StatusCode.AwaitCustomer,
            _ => StatusCode.Deferred,
        };
    }

    private (Instant? Due, Instant? Eta) Ahead(TicketTape tape, StatusCode next, Instant at)
    {
        var calendar = tape.Rules.CalendarOf(tape.State.Team);
        if (next == StatusCode.Deferred)
        {
            return (calendar.AddWorkingDays(at, 1 + cast.Chance.Next(6)), null);
        }

        var isExternal = next == StatusCode.AwaitSupplier || next == StatusCode.AwaitDelivery || next == StatusCode.AwaitChange;
        return (null, isExternal ? calendar.Add(at, WorkingTime.FromHours(8 + (cast.Chance.NextDouble() * 44))) : null);
    }

    private static bool IsWaiting(Activity activity) => activity.Meaning.HeldBy == HeldBy.Customer;
}
