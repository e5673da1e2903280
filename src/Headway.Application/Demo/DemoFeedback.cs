using Headway.Domain.Feedback;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>Every third customer whose ticket was solved said how it was, well: the one that is low is told by hand.</summary>
internal static class DemoFeedback
{
    private static readonly int[] Scores = [9, 10, 8, 9, 7, 10, 9, 8, 10, 9, 7];

    public static void Say(IEnumerable<TicketTape> tapes, Instant now)
    {
        foreach (var (tape, i) in tapes.Where(tape => tape.State is { HasEnded: true, IsOpen: false, Ratings.IsEmpty: false }).Select((tape, i) => (tape, i)))
        {
            var at = tape.Facts[^1].At + Duration.FromMinutes(45 + (i % 17 * 35));
            if (i % 3 == 0 && at < now && tape.State.Ratings[^1].MayBeSaid(at))
            {
                tape.Do(at, new GiveFeedback(tape.State.Requester, null, Scores[i % Scores.Length], null).Decide, "history: how it was");
            }
        }
    }
}
