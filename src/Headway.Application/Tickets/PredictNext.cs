using System.Collections.Immutable;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>What is in the composer so far.</summary>
public sealed record TouchDraftText(string? Reply, string? Note, TouchAct Act, string? MacroStatus = null);

/// <summary>
/// A situation that can be chosen, with the due and promise that would follow: found by the decision itself, not sent.
/// <paramref name="Suggested"/> is what a field for an ETA, day or time starts with.
/// </summary>
public sealed record NextOption(
    StatusCode Status, DueTiming Timing, Instant? Due, Instant? Promise, WorkingTime? Allowed, bool KeepsDue, int? Attempt, Instant? Suggested);

/// <summary>The proposal and why; every situation that can be chosen, the proposal first, then the two next likely.</summary>
public sealed record Proposed(Prediction Prediction, IReadOnlyList<NextOption> Options);

/// <summary>Proposes the situation that a touch leaves, and shows what each choice comes to by asking the decision for it.</summary>
public sealed class PredictNext(Database database, DeskRulesCache rules, DeskClock clock)
{
    private static readonly TextId Draft = new(0);

    public async Task<Outcome<Proposed>> For(Caller caller, long number, TouchDraftText text, CancellationToken stop = default)
    {
        var desk = await rules.Of(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant);
        return await database.Read<Outcome<Proposed>>(
            async session =>
            {
                if (await TicketLookup.Find(session, caller, number) is not { } key)
                {
                    return TicketRefusals.Unknown;
                }

                var state = Lapse.Until(desk, TicketFold.Of(key, await LedgerReading.Of(session, caller.Tenant, key)), now).After;
                var usual = await Usual(session, caller.Tenant, state.Team);
                return Of(caller, desk, state, text, usual, now);
            },
            stop);
    }

    private static Proposed Of(Caller caller, DeskRules desk, TicketState state, TouchDraftText text, UsualNext usual, Instant now)
    {
        var calendar = desk.CalendarOf(state.Team);
        var prediction = Predict.Next(new TouchDraft(text.Act, now.InZone(calendar.Zone).LocalDateTime)
        {
            ReplyText = text.Reply,
            NoteText = text.Note,
            MacroStatus = text.MacroStatus is { Length: > 0 } macro ? new StatusCode(macro) : null,
            From = state.Status,
            InterruptOpen = state.Open.Any(activity => !activity.IsBase),
            Underlying = state.Base?.Status,
            Attempts = state.Attempts.Count,
            NextActionLimit = calendar.Add(now, Dues.NextActionHorizon)?.InZone(calendar.Zone).LocalDateTime,
            Usual = usual,
        });
        var date = prediction.Date?.InZoneLeniently(calendar.Zone).ToInstant();
        var codes = prediction.Alternatives.Prepend(prediction.Status).Distinct().Take(3)
            .Append(StatusCode.Resolved)
            .Concat(desk.Statuses.All.Where(status => status.Selectable && status.Code != StatusCode.New && status.Code != StatusCode.Assigned).Select(status => status.Code))
            .Distinct();
        var options = codes
            .Select(status => Try(caller, desk, state, status, text.Act, status == prediction.Status ? date : null, prediction, now))
            .OfType<NextOption>().ToList();
        return new Proposed(prediction, options);
    }

    // A chase is judged in the same submit as it is answered: what follows is what stands after both.
    private static IEnumerable<Decide> Judging(Caller caller, TicketState state) =>
        state.OpenChase is { Finding: null } ? [new JudgeChase(caller.Person, ChaseFinding.NotValid).Decide] : [];

    private static NextOption? Try(Caller caller, DeskRules desk, TicketState state, StatusCode status, TouchAct act, Instant? date, Prediction prediction, Instant now)
    {
        var timing = desk.Statuses[status].Timing;
        var calendar = desk.CalendarOf(state.Team);
        // An answer to whoever asked in between moves nothing beneath: no time is proposed for what has one.
        var goesOn = Progress.GoesOn(state, status);
        var fresh = FreshDue.Of(desk, state, status, now);
        var suggested = date ?? timing switch
        {
            DueTiming.Eta when !goesOn => Expected(desk, state, status, now),
            DueTiming.ChosenDay when !goesOn => calendar.AddWorkingDays(now, 1),
            _ => null,
        };
        var decided = status == StatusCode.CustomerSilent
            ? new LogAttempt(caller.Person, Channel.Phone, Draft, Reply: act == TouchAct.Reply ? Draft : null).Decide(desk, state, now)
            : Decision.InOrder([.. Judging(caller, state), new Progress(
                caller.Person, status, Draft, Draft, timing is DueTiming.Eta && suggested is not null ? null : suggested ?? fresh, timing == DueTiming.Eta ? suggested : null).Decide])(desk, state, now);
        if (decided.IsRefused)
        {
            return null;
        }

        var after = decided.Value.After;
        // What stays open above it, a booked appointment say, has its own time and is not what was chosen.
        var next = after.Base?.Status == status ? after.Base : after.Displayed;
        return new NextOption(
            status, timing, next?.Due, after.Promise is { Outcome: null } promise ? promise.At : null,
            next is null ? null : desk.CalendarFor(next.Team, state.Service, state.Priority).Calendar.Between(now, next.Due),
            next is not null && state.Activities.Exists(activity => activity.Seq == next.Seq),
            status == StatusCode.CustomerSilent ? prediction.Attempt ?? state.Attempts.Count + 1 : null,
            fresh is null ? suggested : null);
    }

    // What is expected already stays so; else what needs nobody's reason why it takes so long, round the clock too.
    private static Instant? Expected(DeskRules desk, TicketState state, StatusCode status, Instant now)
    {
        if (state.Base is { } stands && stands.Status == status && stands.Meaning.Basis.Eta is { } known && known > now)
        {
            return known;
        }

        var (team, counted) = (desk.CalendarOf(state.Team), desk.CalendarFor(state.Team, state.Service, state.Priority).Calendar);
        return new[] { 2, 1 }.Select(days => team.AddWorkingDays(now, days)).FirstOrDefault(at => at is { } day && counted.Between(now, day) <= Dues.EtaHorizon);
    }

    private static async Task<UsualNext> Usual(Session session, TenantId tenant, TeamId team)
    {
        var rows = await session.Query(
            "SELECT situation, act, next, count FROM frequencies WHERE tenant = $1 AND team = $2",
            row => (From: new StatusCode(row.GetString(0)), Act: row.GetString(1), Next: new StatusCode(row.GetString(2)), Count: (int)row.GetInt64(3)),
            tenant.Value, team.Value);
        return new UsualNext(rows
            .GroupBy(row => (row.From, Act: row.Act == "reply" ? TouchAct.Reply : TouchAct.Note))
            .ToImmutableDictionary(group => group.Key, group => group.ToImmutableDictionary(row => row.Next, row => row.Count)));
    }
}
