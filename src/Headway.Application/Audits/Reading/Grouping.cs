using System.Buffers;
using System.Runtime.CompilerServices;
using Headway.Domain.Audits;
using Headway.Domain.Statuses;

namespace Headway.Application.Audits.Reading;

/// <summary>Events in the file's order to events by case, in their own order; what a history left out is carried on.</summary>
internal static class Grouping
{
    internal const int WorthSharing = 100_000;

    private static readonly SearchValues<byte> Waiting = SearchValues.Create(
        [.. Enumerable.Range(0, Situation.Unmapped).Select(at => (byte)at).Where(at => Situation.HeldBy(at) is Holder.Customer or Holder.Supplier or Holder.Other)]);

    public static CaseLog Group(RawLog raw, Profile profile, bool hasMessages, bool marksReopening, bool countsReopening, bool infersReplies = false)
    {
        var (start, next) = Places(raw);
        var (at, situations, marks, team, actor) = (new long[raw.Count], new byte[raw.Count], new EventMarks[raw.Count], new int[raw.Count], new int[raw.Count]);
        var sequence = raw.Sequences is null ? null : new long[raw.Count];
        var cases = start.Length - 1;
        var (opened, priorities, reopens, requesters) = (new long[cases], new Priority[cases], new byte[countsReopening ? cases : 0], new int[cases]);
        var parts = raw.Count < WorthSharing ? 1 : Environment.ProcessorCount;
        Parallel.For(0, parts, part => Fill(part * (long)cases / parts, (part + 1) * (long)cases / parts));
        raw.Blocks.Clear();
        raw.Sequences?.Clear();
        // What was read is as large as what is kept: it goes before the counting asks for more.
        if (at.Length > 1_000_000)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        return new CaseLog
        {
            Start = start, At = at, Situations = situations, Marks = marks, Team = team, Actor = actor, Opened = opened, Priorities = priorities,
            ReopenCount = reopens, Requester = raw.Requesters.Count == 0 ? [] : requesters, MarksReopening = marksReopening,
            CaseName = of => raw.Cases[of], TeamName = of => raw.Teams[of],
            RequesterName = of => raw.Requesters[of], ActorName = of => raw.Actors[of],
            HasMessages = hasMessages, IsConversation = profile.Shape == LogShape.Conversation, IsList = profile.Shape == LogShape.Tickets,
            InfersReplies = infersReplies, TellsWaiting = !profile.IsGuess || situations.AsSpan().ContainsAny(Waiting),
        };

        // Each part takes a range of cases of its own out of all blocks: no two write to one place.
        [MethodImpl(LongWalk.AtOnce)]
        void Fill(long from, long until)
        {
            for (var block = 0; block < raw.Blocks.Count; block++)
            {
                var events = raw.Blocks[block].AsSpan(0, raw.Lengths[block]);
                for (var i = 0; i < events.Length; i++)
                {
                    ref readonly var item = ref events[i];
                    if (item.Case < from || item.Case >= until)
                    {
                        continue;
                    }

                    var place = unchecked(next[item.Case]++);
                    (at[place], situations[place], marks[place], team[place], actor[place]) = (item.At, item.Situation, item.Marks, item.Team, item.Actor);
                    if (sequence is not null && raw.Sequences is not null)
                    {
                        sequence[place] = raw.Sequences[block][i];
                    }
                }
            }

            var order = new CaseOrder(profile.Order, at, sequence, situations, marks, team, actor);
            var heads = raw.Heads;
            for (var of = (int)from; of < until; of++)
            {
                var (first, end) = (start[of], start[of + 1]);
                order.Sort(first, end);
                Carry(situations, marks, team, first, end, profile.Shape);
                opened[of] = heads[of].Opened == RawLog.NotOpened || (first < end && heads[of].Opened > at[first]) ? first < end ? at[first] : 0 : heads[of].Opened;
                priorities[of] = heads[of].Priority == 0 ? Priority.P3 : (Priority)heads[of].Priority;
                requesters[of] = heads[of].Requester;
                if (countsReopening)
                {
                    reopens[of] = heads[of].Reopens;
                }
            }
        }
    }

    [MethodImpl(LongWalk.AtOnce)]
    private static (int[] Start, int[] Next) Places(RawLog raw)
    {
        var start = new int[raw.Cases.Count + 1];
        for (var block = 0; block < raw.Blocks.Count; block++)
        {
            foreach (ref readonly var item in raw.Blocks[block].AsSpan(0, raw.Lengths[block]))
            {
                start[item.Case + 1]++;
            }
        }

        for (var of = 1; of < start.Length; of++)
        {
            start[of] += start[of - 1];
        }

        return (start, start[..^1]);
    }

    /// <summary>
    /// An administrative event keeps the situation; an assignment keeps a queued ticket queued and puts any other to work;
    /// in a history of fields the team stays until it is said to change. A journal goes on after the closing with remarks and
    /// corrections of the team, which open nothing: its word for opening again, an assignment, the customer's word or a contact does.
    /// </summary>
    [MethodImpl(LongWalk.AtOnce)]
    private static void Carry(byte[] situations, EventMarks[] marks, int[] team, int first, int end, LogShape shape)
    {
        var (situation, held) = (Situation.New, -1);
        for (var i = first; i < end; i++)
        {
            situations[i] = situation = situations[i] switch
            {
                Situation.Keep => situation,
                Situation.AssignedIfQueued => Situation.HeldBy(situation) == Holder.Queue ? Situation.Assigned : Situation.InProgress,
                var known when shape == LogShape.Journal && !Situation.IsOpen(situation) && !Reopens(known, marks[i]) => situation,
                var known => known,
            };
            if (shape == LogShape.History)
            {
                team[i] = held = team[i] < 0 ? held : team[i];
            }
        }
    }

    private static bool Reopens(byte situation, EventMarks marks) => !Situation.IsOpen(situation) || (marks & EventMarks.Reopens) != 0
        || situation == Situation.Reopened || situation == Situation.CustomerUpdated || situation == Situation.Chased || Situation.HeldBy(situation) is Holder.Customer or Holder.Supplier;
}
