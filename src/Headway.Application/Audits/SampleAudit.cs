using System.Diagnostics;
using Headway.Application.Audits.Reading;
using Headway.Application.Audits.Report;
using Headway.Application.Demo;
using Headway.Domain.Audits;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Audits;

/// <summary>The report of a real desk that everybody may see: the derived facts of the UCI log that the demo carries.</summary>
public static class SampleAudit
{
    private static readonly Lazy<AuditReport> Made = new(() => MakeReport.Of(Run()));

    /// <summary>Made once and kept: the facts never change.</summary>
    public static AuditReport Report => Made.Value;

    public static AuditRun Run()
    {
        var watch = Stopwatch.StartNew();
        using var file = DemoFiles.Open("uci-facts.csv.gz");
        var facts = LogFacts.Read(file);
        var profile = new Profile { Name = "uci-498", Zone = "UTC", Calendar = WorkingHours.Usual };
        var calendar = WorkingHours.Parse(profile.Calendar, DateTimeZone.Utc).Value;
        var notes = new[]
        {
            new AuditNote("sample", "A sample of seven weeks of a real log: its volumes are not the desk's, and touches that changed nothing are left out."),
        };
        return RunAudit.Of(new LogReading("UCI incident log", profile, calendar, Log(facts), [], notes, new ReadProblems()), watch: watch);
    }

    private static CaseLog Log(LogFacts facts)
    {
        var raw = new RawLog(sequenced: false);
        var monday = Instant.FromUtc(2016, 2, 29, 0, 0);
        for (var at = 0; at < facts.Tickets.Count; at++)
        {
            var ticket = facts.Tickets[at];
            var of = raw.Cases.Add(System.Text.Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"T{at + 1}")));
            var opened = monday + Duration.FromMinutes(ticket.Opened);
            ref var head = ref raw.Head(of);
            (head.Opened, head.Priority) = (opened.ToUnixTimeMilliseconds(), (byte)ticket.Priority);
            var (situation, team) = (Situation.New, -1);
            foreach (var change in ticket.Changes)
            {
                situation = change.State is { } state && Situation.Parse(state.Value) is { } known ? known : situation;
                team = change.Team is { Length: > 1 } name ? raw.Teams.Add(System.Text.Encoding.UTF8.GetBytes(name.Replace("g", "Group ", StringComparison.Ordinal))) : team;
                var marks = (Situation.HeldBy(situation) is Holder.Queue ? EventMarks.None : EventMarks.Responds)
                    | (change.State == StatusCode.CustomerUpdated ? EventMarks.FromCustomer : EventMarks.None)
                    | (change.State == StatusCode.Reopened ? EventMarks.Reopens : EventMarks.None);
                raw.Add(new RawEvent(of, (opened + Duration.FromMinutes(change.Minutes)).ToUnixTimeMilliseconds(), situation, marks, team, -1));
            }
        }

        return Grouping.Group(raw, new Profile { Name = "uci-498" }, hasMessages: true, marksReopening: true, countsReopening: false, infersReplies: true);
    }
}
