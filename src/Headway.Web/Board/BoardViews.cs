using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Flow;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Flow;
using NodaTime;

namespace Headway.Web.Board;

/// <summary>The board from what was read: sentences, each with its button.</summary>
internal static class BoardViews
{
    public static BoardView Of(Caller caller, BoardRead read)
    {
        var away = read.Shift.Where(one => one.Away is not null).ToDictionary(one => one.Person, one => one.Away!.To);
        var days = read.Dues ? Days(read.Team, read.Load) : [];
        return new BoardView(
            read.TeamName, new BoardCounts(read.Needs.Count + read.Gaps.Count, read.Approaching, read.Open, read.Dues ? days[0].Short : 0), [.. read.Needs.Select(need => Need(need, away, read.Dues))],
            read.Now + Duration.FromMinutes(30), read.Dues ? Ribbon(read, days) : null,
            [.. read.Shift.Select(one => new ShiftView(new PersonView(one.Person.Value, one.Name), Doing(one, read.Dues), one.Away is not null, one.DueToday))])
        {
            Team = read.Team.Value,
            Teams = [.. caller.Leads.OrderBy(id => id.Value).Select(id => new Choice(id.Value.ToString(CultureInfo.InvariantCulture), read.Teams.GetValueOrDefault(id) ?? "?"))],
            Situations = [.. read.Situations.Select(one => new SituationCount(new StatusName(one.Status), one.Open, one.Overdue, $"/tickets?status={one.Status}"))],
            Days = days,
            Gaps = [.. read.Gaps.Select(gap => Gap(gap, read.Team))],
            Thanks = [.. read.Thanks.Select(one => new ThanksView(one.From, one.To, one.Words, one.Number is { } number ? $"/next/{number.ToString(CultureInfo.InvariantCulture)}?tab=history" : null))],
        };
    }

    public static List<DayView> Days(TeamId team, OverloadRead load) => [.. load.Days.Select(day => new DayView(
        day.Date, day.Due.Hours, day.Capacity.Hours, Math.Round(day.Short.Hours * 2, MidpointRounding.AwayFromZero) / 2, day.Activities, $"/board/plan?team={team.Value}&day={day.Date:uuuu-MM-dd}") { Until = day.Until })];

    private static RibbonView Ribbon(BoardRead read, List<DayView> days)
    {
        var today = read.Slots.Sum(slot => slot.Open + slot.Late);
        var late = read.Slots.Sum(slot => slot.Late);
        return new RibbonView(
            read.Slots[0].At,
            [.. read.Slots.Select(slot => new RibbonSlot(slot.At, slot.Open, slot.Done, slot.Late, "/next?scope=team")
            {
                OpenMinutes = slot.OpenWork.Hours * 60, DoneMinutes = slot.DoneWork.Hours * 60, LateMinutes = slot.LateWork.Hours * 60, CapacityMinutes = slot.Capacity.Hours * 60,
            })],
            null,
            days[0].Short > 0 ? new Phrase("board.ribbon-short", Said(days[0].Short), today)
            : today == 0 ? new Phrase("board.ribbon-quiet") : late == 0 ? new Phrase("board.ribbon-kept", today) : new Phrase("board.ribbon", today, late));
    }

    private static Phrase Said(double hours) => new("board.hours", hours);

    private static Phrase Doing(OnShift one, bool dues) =>
        one.Away is { } away ? dues ? new Phrase("shift.away", away.To, one.DueToday) : new Phrase("shift.away-until", away.To)
        : one.Holds is { } number ? one.Since is { } since ? new Phrase("shift.has-since", number, since) : new Phrase("shift.has", number)
        : new Phrase("shift.between");

    private static GapView Gap(Domain.Rota.Covered gap, TeamId team) => new(
        gap.Queue.Name, gap.From, gap.People == 0, new Phrase(gap.People == 0 ? "need.gap" : "need.gap-thin", gap.Queue.Name, gap.From, gap.To, gap.People, gap.Queue.MinCover),
        $"/rota/{team.Value.ToString(CultureInfo.InvariantCulture)}");

    private static NeedView Need(Need need, IReadOnlyDictionary<PersonId, Instant> away, bool dues)
    {
        var customer = need.Requester.Split(' ')[0];
        var line = need.Kind switch
        {
            NeedKind.Chased when dues && need.Alert is AlertState.Escalated or AlertState.Breached => new Phrase("need.chased-late", need.AskedBy ?? customer, need.Since),
            NeedKind.Chased when need.Owner is { } one && away.ContainsKey(one) => new Phrase("need.chased-away", need.AskedBy ?? customer, need.Since, need.OwnerName?.Split(' ')[0] ?? "?"),
            NeedKind.Chased => new Phrase(need.Again ? "need.chased-again" : "need.chased", need.AskedBy ?? customer, need.Since),
            NeedKind.Unanswered => new Phrase("need.unanswered", need.Requester, need.Since),
            NeedKind.Escalated => new Phrase("need.escalated-since", new StatusName(need.Status), need.Since),
            NeedKind.Missed => new Phrase("need.missed", need.Number, need.Since),
            NeedKind.Breached => new Phrase("need.breached", new StatusName(need.Status), need.Since),
            NeedKind.Uncovered => new Phrase(dues ? "need.uncovered" : "need.uncovered-plain", new StatusName(need.Status), need.Since, need.OwnerName?.Split(' ')[0] ?? "?"),
            NeedKind.Moved => new Phrase("need.moved", need.Number, customer),
            NeedKind.Bounced => new Phrase("need.bounced", need.Number, need.Count),
            _ => new Phrase("need.stale", need.Number, need.Since),
        };
        var gone = need.Owner is { } holder && away.ContainsKey(holder);
        // Who is away is not reminded: those who are there are asked.
        var (action, button) = gone ? ("/board/cover", new Phrase("need.cover"))
            : need.OwnerName is { } owned ? ("/board/nudge", new Phrase("need.nudge", owned.Split(' ')[0]))
            : ("/board/take", new Phrase("need.take"));
        return new NeedView(
            need.Kind.ToString().ToLowerInvariant(), need.Number, line, new Phrase("need.subject", need.Subject, need.Requester),
            need.Kind == NeedKind.Chased || need.Alert is AlertState.Escalated or AlertState.Breached ? Tone.Late : Tone.Soon, action, button,
            need.Owner is { } owner ? new PresenceView(new PersonView(owner.Value, need.OwnerName ?? "?"), false) : null)
        {
            AwayUntil = need.Owner is { } who && away.TryGetValue(who, out var back) ? back : null,
        };
    }
}
