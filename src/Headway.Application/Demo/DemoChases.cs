using Headway.Domain.Calendars;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>
/// Now and then a customer asks where it is while the desk has something in hand, less from week to week; a person judges
/// and answers it. The last valid one lies twelve days back, for a desk is better seen when it has something to keep.
/// </summary>
internal static class DemoChases
{
    private const double AtFirst = 0.07;
    private const int DaysWithoutValid = 12;

    public static void Between(DemoCast cast, DemoCase told, TicketTape tape, Activity activity, Instant from, Instant until, Instant now)
    {
        if (activity.Meaning.HeldBy == HeldBy.Customer || !activity.IsBase || activity.Status == StatusCode.New || activity.Status == StatusCode.Assigned || tape.State.Owner is not { } owner)
        {
            return;
        }

        var chance = new Random((int)(tape.State.Key.Value * 31) + activity.Seq);
        var weeksBack = (now - until).TotalDays / 7;
        if (chance.NextDouble() > AtFirst * Math.Clamp((weeksBack + 0.4) / 3, 0.15, 1))
        {
            return;
        }

        var calendar = tape.Rules.CalendarOf(activity.Team);
        var room = calendar.Between(from, until).Hours;
        var asked = calendar.Add(from, WorkingTime.FromHours(room * 0.45));
        var judged = asked is { } then ? calendar.Add(then, WorkingTime.FromHours(0.2 + (chance.NextDouble() * 0.9))) : null;
        if (asked is not { } at || judged is not { } by || by >= until || room < 2)
        {
            return;
        }

        var day = now - Duration.FromDays(DaysWithoutValid);
        var valid = at.InUtc().Date < day.InUtc().Date.PlusDays(1) && chance.NextDouble() < 0.45;
        if (tape.Try(Whole(at), new CustomerMessage(tape.State.Requester, Intent.Chase, tape.State.Channel, null).Decide) is not null)
        {
            return;
        }

        var answer = cast.Say(tape, told, "update", owner);
        tape.Try(Whole(by), Decision.InOrder(
            new JudgeChase(owner, valid ? ChaseFinding.Valid : ChaseFinding.NotValid, ChaseGround.UnmetSinceThen, valid ? "promise-missed" : null).Decide,
            new Progress(owner, activity.Status, answer).Decide));
    }

    private static Instant Whole(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}
