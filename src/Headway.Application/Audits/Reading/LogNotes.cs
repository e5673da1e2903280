using System.Globalization;
using System.Runtime.CompilerServices;
using Headway.Domain.Audits;

namespace Headway.Application.Audits.Reading;

/// <summary>What a reader must know before believing a figure: gaps of the log itself, told with their numbers.</summary>
internal static class LogNotes
{
    public static IReadOnlyList<AuditNote> Of(CaseLog log, RawLog raw, Profile profile, ReadProblems problems, Sample sample)
    {
        var notes = new List<AuditNote>();
        void say(string code, string text, params string[] values) => notes.Add(new AuditNote(
            code, string.Format(CultureInfo.InvariantCulture, values[0] == "1" && One.TryGetValue(code, out var one) ? one : text, [.. values]), values));
        if (problems.Count > 0)
        {
            say("malformed", "{0} rows were not understood and left out; the first: {1}.", Number(problems.Count), string.Join("; ", problems.First.Take(3)));
        }

        var ends = Ends.Of(log);
        if (problems.EndsCut)
        {
            say("file-cut", "The file ends in the middle of a row: ticket {0} is not complete.", raw.LastCase < 0 ? "" : log.CaseName(raw.LastCase));
        }
        else if (raw.IsContiguous && raw.LastCase >= 0 && log.Cases > 20 && ends.Open <= log.Cases / 20 && ends.IsOpen(raw.LastCase))
        {
            say("last-case-cut", "The last ticket, {0}, ends while open, where {1} of {2} others end closed: it is the newest, or the log was cut there.", log.CaseName(raw.LastCase), Number(log.Cases - ends.Open), Number(log.Cases));
        }

        if (ends.Open > 0 && profile.Shape == LogShape.Conversation)
        {
            say("no-endings", "How a ticket ended is not in it: {0} count as open to its last day, so the hours lost and what comes first this morning are upper bounds.", Number(ends.Open));
        }
        else if (ends.Open > 0)
        {
            say("still-open", "{0} tickets are not closed at the log's end.", Number(ends.Open));
        }

        if (ends.NoBeginning > 0 && profile.Shape != LogShape.Conversation)
        {
            say("no-beginning", "{0} tickets begin in the middle: their opening is not in the log.", Number(ends.NoBeginning));
        }

        if (ends.AfterClosing > 0)
        {
            say("after-closing", "{0} tickets have entries after they were closed.", Number(ends.AfterClosing));
        }

        if (ends.Backward > 0)
        {
            say("backward", "{0} times run backwards within a ticket; the source's order was kept.", Number(ends.Backward));
        }

        if (ends.Unchanged > 0 && profile.Shape == LogShape.Snapshots)
        {
            say("unchanged", "{0} rows change neither status, team nor person: touches that moved nothing.", Number(ends.Unchanged));
        }

        if (ends.ByMachine > 0)
        {
            say("machine", "{0} entries were written by a bot or a rule.", Number(ends.ByMachine));
        }

        if (ends.AutoClosed is var (actor, count))
        {
            say("auto-close", "{0} tickets were closed by one account, {1}: taken as the tool's auto-close and left out of inertia.", Number(count), raw.Actors[actor]);
        }

        var future = profile.Future.Where(name => Columns.Places(sample.Header).ContainsKey(Columns.Plain(name))).ToList();
        if (future.Count > 0)
        {
            say("future", "Columns that hold what was known only later were not used as of an earlier row: {0}.", string.Join(", ", future));
        }

        var twice = sample.Header.GroupBy(Columns.Plain).Where(name => name.Count() > 1).Select(name => name.First()).ToList();
        if (twice.Count > 0)
        {
            say("duplicate-columns", "Columns with the same name: {0}; the first was read.", string.Join(", ", twice));
        }

        if (problems.WithoutEnd > 0)
        {
            say("no-end", "{0} closed tickets have no closing time.", Number(problems.WithoutEnd));
        }

        void lacks(bool so, string code, string text)
        {
            if (so)
            {
                notes.Add(new AuditNote(code, text));
            }
        }

        lacks(log.IsList, "list", "One row a ticket says how it stands, not what happened to it: silence, moves between teams, waiting, answers and hours lost are not known.");
        lacks(!log.IsList && !log.Team.AsSpan().ContainsAnyExcept(-1), "no-teams", "The log names no teams: moves between them and returns are not known.");
        lacks(!log.IsList && !log.TellsWaiting, "no-waiting", "No status of the log says that a ticket waits for somebody: silence while waiting for nobody, and how waiting ends, are not known.");
        lacks(Unranked(raw), "no-priorities", "The log has no priorities: every ticket counts as P3, in the thresholds and in the customers' lost work.");
        if (NumberGaps.Present(log) is { } share)
        {
            say("numbers", "About {0} % of the ticket numbers between the first and the last are in the log: it is a sample, or others use the numbers too. Its volumes are not the desk's.", (share * 100).ToString("0", CultureInfo.InvariantCulture));
        }

        if (profile.Note is { } note)
        {
            notes.Add(new AuditNote("profile-note", note, note));
        }

        return notes;
    }

    private static readonly Dictionary<string, string> One = new()
    {
        ["malformed"] = "One row was not understood and left out: {1}.",
        ["still-open"] = "One ticket is not closed at the log's end.",
        ["no-endings"] = "How a ticket ended is not in it: one counts as open to its last day, so the hours lost and what comes first this morning are upper bounds.",
        ["no-beginning"] = "One ticket begins in the middle: its opening is not in the log.",
        ["after-closing"] = "One ticket has entries after it was closed.",
        ["backward"] = "One time runs backwards within a ticket; the source's order was kept.",
        ["unchanged"] = "One row changes neither status, team nor person: a touch that moved nothing.",
        ["machine"] = "One entry was written by a bot or a rule.",
        ["no-end"] = "One closed ticket has no closing time.",
    };

    private static bool Unranked(RawLog raw)
    {
        foreach (ref readonly var head in raw.Heads)
        {
            if (head.Priority != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private sealed class Ends(CaseLog log)
    {
        private readonly Dictionary<int, int> _closers = [];
        private int _closed;

        public int Open { get; private set; }

        public int NoBeginning { get; private set; }

        public int AfterClosing { get; private set; }

        public int Backward { get; private set; }

        public int Unchanged { get; private set; }

        public int ByMachine { get; private set; }

        public (int Actor, int Count)? AutoClosed { get; private set; }

        public static Ends Of(CaseLog log)
        {
            var parts = log.Events < Grouping.WorthSharing ? 1 : Environment.ProcessorCount;
            var counted = new Ends[parts];
            Parallel.For(0, parts, part => counted[part] = Of(log, (int)(part * (long)log.Cases / parts), (int)((part + 1) * (long)log.Cases / parts)));
            var ends = counted[0];
            foreach (var later in counted.Skip(1))
            {
                ends.Add(later);
            }

            if (ends._closers.Count > 0 && ends._closers.MaxBy(pair => pair.Value) is var most && most.Value > 20 && most.Value * 2 > ends._closed)
            {
                ends.AutoClosed = (most.Key, most.Value);
            }

            return ends;
        }

        private static Ends Of(CaseLog log, int from, int until)
        {
            var ends = new Ends(log);
            for (var at = from; at < until; at++)
            {
                ends._closed += ends.Count(at, ends._closers);
            }

            return ends;
        }

        private void Add(Ends later)
        {
            (Open, NoBeginning, AfterClosing) = (Open + later.Open, NoBeginning + later.NoBeginning, AfterClosing + later.AfterClosing);
            (Backward, Unchanged, ByMachine) = (Backward + later.Backward, Unchanged + later.Unchanged, ByMachine + later.ByMachine);
            _closed += later._closed;
            foreach (var (actor, count) in later._closers)
            {
                _closers[actor] = _closers.GetValueOrDefault(actor) + count;
            }
        }

        public bool IsOpen(int at) => log.Start[at] < log.Start[at + 1] && Situation.IsOpen(log.Situations[log.Start[at + 1] - 1]);

        [MethodImpl(LongWalk.AtOnce)]
        private int Count(int at, Dictionary<int, int> closers)
        {
            var (first, end, closedOnce, after) = (log.Start[at], log.Start[at + 1], 0, 0);
            Open += IsOpen(at) ? 1 : 0;
            NoBeginning += first < end && Situation.HeldBy(log.Situations[first]) is not (Holder.Queue or Holder.Work) ? 1 : 0;
            for (var i = first; i < end; i++)
            {
                ByMachine += (log.Marks[i] & EventMarks.Machine) != 0 ? 1 : 0;
                after = closedOnce;
                if (log.Situations[i] == Situation.Closed && closedOnce == 0)
                {
                    closedOnce = 1;
                    if (i > first && log.Situations[i - 1] == Situation.Resolved && log.Actor[i] >= 0)
                    {
                        closers[log.Actor[i]] = closers.GetValueOrDefault(log.Actor[i]) + 1;
                    }
                }

                if (i == first)
                {
                    continue;
                }

                Backward += log.At[i] < log.At[i - 1] ? 1 : 0;
                Unchanged += log.Situations[i] == log.Situations[i - 1] && log.Team[i] == log.Team[i - 1] && log.Actor[i] == log.Actor[i - 1] ? 1 : 0;
            }

            AfterClosing += after;
            return closedOnce;
        }
    }
}
