using Headway.Application.Audits.Reading;
using Headway.Domain.Audits;
using Headway.Domain.Landing;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Landing;

/// <summary>An event of a ticket before teams, people and texts are known as ours.</summary>
internal readonly record struct ForeignEntry(Instant At, PastKind Kind, StatusCode? Status, int? Team, int Actor, string? Text);

/// <summary>An export understood as tickets: the same log that an audit reads, with its words.</summary>
public sealed class LandingLog(LogReading reading, LogWords words)
{
    public LogReading Reading => reading;

    public LogWords Words => words;

    public CaseLog Log => reading.Log;

    public bool HasEvents(int of) => Log.Start[of] < Log.Start[of + 1];

    public bool IsOpen(int of) => HasEvents(of) && Situation.IsOpen(Log.Situations[Log.Start[of + 1] - 1]);

    public Instant Opened(int of) => Instant.FromUnixTimeMilliseconds(Log.Opened[of]);

    /// <summary>The team that has it at the end; −1 where the log names none.</summary>
    public int LastTeam(int of)
    {
        for (var at = Log.Start[of + 1] - 1; at >= Log.Start[of]; at--)
        {
            if (Log.Team[at] >= 0)
            {
                return Log.Team[at];
            }
        }

        return -1;
    }

    /// <summary>Where an open ticket stands, derived as the audit derives it, and what speaks for looking at it soon.</summary>
    public (StatusCode Situation, LandingReason Reason) Standing(int of)
    {
        var situation = Situation.InProgress;
        foreach (var stint in new StintWalk(Log, of, Log.Last.ToUnixTimeMilliseconds()))
        {
            situation = stint.Situation;
        }

        var asks = EventMarks.None;
        for (var at = Log.Start[of]; at < Log.Start[of + 1]; at++)
        {
            asks = (Log.Marks[at] & EventMarks.ToCustomer) != 0 ? EventMarks.None : asks | Log.Marks[at];
        }

        var reason = situation == Situation.Chased || (asks & EventMarks.AsksWhere) != 0 ? LandingReason.Chased
            : situation == Situation.CustomerUpdated || (asks & EventMarks.FromCustomer) != 0 && Log.HasMessages ? LandingReason.Unanswered : LandingReason.Age;
        return (LandTicket.SituationOf(Situation.Code(situation)), reason);
    }

    /// <summary>The history, entry by entry; what only repeats the opening is left out.</summary>
    internal List<ForeignEntry> Entries(int of)
    {
        var (entries, name) = (new List<ForeignEntry>(), Log.CaseName(of));
        var (before, team) = (Situation.New, FirstTeam(of));
        for (var at = Log.Start[of]; at < Log.Start[of + 1]; at++)
        {
            var (situation, marks) = (Log.Situations[at], Log.Marks[at]);
            var kind = (marks & EventMarks.FromCustomer) != 0 ? PastKind.CustomerWrote : (marks & EventMarks.ToCustomer) != 0 ? PastKind.Answered
                : (marks & EventMarks.Private) != 0 ? PastKind.Noted : PastKind.Touched;
            var status = situation == before ? null : Situation.Code(situation);
            var moved = Log.Team[at] >= 0 && Log.Team[at] != team ? Log.Team[at] : (int?)null;
            (before, team) = (situation, moved ?? team);
            if (at == Log.Start[of] && kind == PastKind.Touched && status is null && moved is null)
            {
                continue;
            }

            entries.Add(new ForeignEntry(Instant.FromUnixTimeMilliseconds(Log.At[at]), kind, status, moved, Log.Actor[at], words.Message(name, Log.At[at])));
        }

        return entries;
    }

    internal int FirstTeam(int of)
    {
        for (var at = Log.Start[of]; at < Log.Start[of + 1]; at++)
        {
            if (Log.Team[at] >= 0)
            {
                return Log.Team[at];
            }
        }

        return -1;
    }
}
