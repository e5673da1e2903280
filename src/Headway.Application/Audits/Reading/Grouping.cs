using Headway.Domain.Audits;
using Headway.Domain.Statuses;

namespace Headway.Application.Audits.Reading;

/// <summary>Events in the file's order to events by case, in their own order; what a history left out is carried on.</summary>
internal static class Grouping
{
    public static CaseLog Group(RawLog raw, Profile profile, bool hasMessages, bool marksReopening, bool countsReopening)
    {
        var (start, next) = Places(raw);
        var (at, situations, marks, team, actor) = (new long[raw.Count], new byte[raw.Count], new EventMarks[raw.Count], new int[raw.Count], new int[raw.Count]);
        var sequence = raw.Sequences is null ? null : new long[raw.Count];
        for (var block = 0; block < raw.Blocks.Count; block++)
        {
            var events = raw.Blocks[block].AsSpan(0, Math.Min(RawLog.BlockSize, raw.Count - (block * RawLog.BlockSize)));
            for (var i = 0; i < events.Length; i++)
            {
                ref readonly var item = ref events[i];
                var place = unchecked(next[item.Case]++);
                (at[place], situations[place], marks[place], team[place], actor[place]) = (item.At, item.Situation, (EventMarks)item.Marks, item.Team, item.Actor);
                if (sequence is not null && raw.Sequences is not null)
                    sequence[place] = raw.Sequences[block][i];
            }
            raw.Blocks[block] = [];
            if (raw.Sequences is not null)
                raw.Sequences[block] = [];
        }
        var order = new CaseOrder(profile.Order, at, sequence, situations, marks, team, actor);
        var cases = start.Length - 1;
        var (opened, priorities, reopens, requesters) = (new long[cases], new Priority[cases], new byte[countsReopening ? cases : 0], new int[cases]);
        var heads = raw.Heads;
        for (var of = 0; of < cases; of++)
        {
            var (first, end) = (start[of], start[of + 1]);
            order.Sort(first, end);
            Carry(situations, team, first, end, profile.Shape);
            opened[of] = heads[of].Opened == RawLog.NotOpened || first < end && heads[of].Opened > at[first] ? first < end ? at[first] : 0 : heads[of].Opened;
            priorities[of] = heads[of].Priority == 0 ? Priority.P3 : (Priority)heads[of].Priority;
            requesters[of] = heads[of].Requester;
            if (countsReopening)
                reopens[of] = heads[of].Reopens;
        }
        return new CaseLog
        {
            Start = start, At = at, Situations = situations, Marks = marks, Team = team, Actor = actor, Opened = opened, Priorities = priorities,
            ReopenCount = reopens, Requester = raw.Requesters.Count == 0 ? [] : requesters, MarksReopening = marksReopening,
            CaseName = of => raw.Cases[of], TeamName = of => raw.Teams[of],
            HasMessages = hasMessages, IsConversation = profile.Shape == LogShape.Conversation,
        };
    }

    private static (int[] Start, int[] Next) Places(RawLog raw)
    {
        var start = new int[raw.Cases.Count + 1];
        var left = raw.Count;
        foreach (var block in raw.Blocks)
        {
            foreach (ref readonly var item in block.AsSpan(0, Math.Min(left, block.Length)))
                start[item.Case + 1]++;
            left -= block.Length;
        }
        for (var of = 1; of < start.Length; of++)
            start[of] += start[of - 1];
        return (start, start[..^1]);
    }

    /// <summary>
    /// An administrative event keeps the situation; an assignment keeps a queued ticket queued and puts any other to work;
    /// in a history of fields the team stays until it is said to change.
    /// </summary>
    private static void Carry(byte[] situations, int[] team, int first, int end, LogShape shape)
    {
        var (situation, held) = (Situation.New, -1);
        for (var i = first; i < end; i++)
        {
            situations[i] = situation = situations[i] switch
            {
                Situation.Keep => situation,
                Situation.AssignedIfQueued => Situation.HeldBy(situation) == Holder.Queue ? Situation.Assigned : Situation.InProgress,
                var known => known,
            };
            if (shape == LogShape.History)
                team[i] = held = team[i] < 0 ? held : team[i];
        }
    }
}
