namespace Headway.Domain.Audits;

/// <summary>
/// Messages of a case: updates that want an answer, and chases. A chase is a further message of the customer while an
/// earlier one is unanswered: in a conversation at least four hours later, in a journal at any later instant.
/// </summary>
internal sealed class MessageWalk(CaseLog log)
{
    public int ChasedCases { get; private set; }

    public int Chases { get; private set; }

    public int UnansweredChases { get; private set; }

    public int ChasedAgain { get; private set; }

    /// <summary>How often the customer of the case walked last had to ask again.</summary>
    public int LastChases { get; private set; }

    /// <summary>The case walked last was closed while a message of the customer had no answer.</summary>
    public bool ClosedOver { get; private set; }

    /// <summary>
    /// How many updates there were. <paramref name="answered"/> is told when each was made and when answered,
    /// <paramref name="never"/> when one was made that nobody answered.
    /// </summary>
    public int Walk(int first, int end, Action<long, long> answered, Action<long> never)
    {
        ClosedOver = false;
        return log.IsConversation ? Conversation(first, end, answered, never) : Journal(first, end, answered, never);
    }

    private int Conversation(int first, int end, Action<long, long> answered, Action<long> never)
    {
        var (updates, chases, open, spoken) = (0, 0, 0, false);
        long? waiting = null, before = null;
        for (var i = first; i < end; i++)
        {
            var (marks, at) = (log.Marks[i], log.At[i]);
            if ((marks & EventMarks.ToCustomer) != 0 && (marks & EventMarks.Machine) == 0)
            {
                if (waiting is { } asked)
                {
                    answered(asked, at);
                }

                (waiting, before, open, spoken) = (null, null, 0, true);
            }
            else if ((marks & EventMarks.FromCustomer) != 0)
            {
                if (spoken && waiting is null)
                {
                    waiting = at;
                    updates++;
                }

                if (before is { } last && at - last >= StintWalk.ChaseAfter)
                {
                    chases++;
                    open++;
                }

                before = at;
            }
        }

        if (waiting is { } left)
        {
            never(left);
        }

        Add(chases, open);
        return updates;
    }

    private int Journal(int first, int end, Action<long, long> answered, Action<long> never)
    {
        var (updates, chases, open) = (0, 0, 0);
        for (var i = first; i < end; i++)
        {
            if ((log.Marks[i] & EventMarks.FromCustomer) == 0)
            {
                continue;
            }

            updates++;
            var (next, repeated) = (i + 1, false);
            while (next < end && ((log.Marks[next] & EventMarks.FromCustomer) != 0 || log.At[next] <= log.At[i]))
            {
                next++;
            }

            for (var back = i - 1; back >= first && !repeated && ((log.Marks[back] & (EventMarks.FromCustomer | EventMarks.Administrative)) != 0); back--)
            {
                repeated = (log.Marks[back] & EventMarks.FromCustomer) != 0 && log.At[back] < log.At[i];
            }

            chases += repeated ? 1 : 0;
            if (next < end)
            {
                answered(log.At[i], log.At[next]);
                ClosedOver |= !Situation.IsOpen(log.Situations[next]) && Situation.IsOpen(log.Situations[i]);
                continue;
            }

            never(log.At[i]);
            open += repeated ? 1 : 0;
        }

        Add(chases, open);
        return updates;
    }

    private void Add(int chases, int unanswered)
    {
        LastChases = chases;
        ChasedAgain += chases > 1 ? 1 : 0;
        Chases += chases;
        ChasedCases += chases > 0 ? 1 : 0;
        UnansweredChases += unanswered;
    }
}
