using Headway.Domain.Ledger;
using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>The customer is asked how it was; recorded with the resolution, and named by its place.</summary>
public sealed record FeedbackAsked : TicketFact;

/// <summary>
/// The customer says how it was, from 0 (bad) to 10 (very good), with words. <paramref name="Asked"/> is the asking's place; another
/// answer takes the place of the first. <paramref name="Low"/>: by the desk's setting of that day somebody had to take it up.
/// </summary>
public sealed record FeedbackGiven(int Asked, int Score, TextId? Text, bool Low) : TicketFact;

/// <summary>How a resolution was, as its customer said; known by the place of the asking.</summary>
public sealed record Rating(int Seq, Instant AskedAt, TeamId Team)
{
    /// <summary>How long it may be said, and said otherwise.</summary>
    public static readonly Duration Window = Duration.FromDays(14);

    /// <summary>0 to 10; null while nothing was said.</summary>
    public int? Score { get; init; }

    public TextId? Text { get; init; }

    /// <summary>Somebody had to take it up, as it stands now.</summary>
    public bool Low { get; init; }

    /// <summary>Somebody has been called for it at some time.</summary>
    public bool WasLow { get; init; }

    /// <summary>When it was said first.</summary>
    public Instant? At { get; init; }

    /// <summary>When it was said otherwise, the last time; null while it stands as it was said first.</summary>
    public Instant? ChangedAt { get; init; }

    /// <summary>When what stands was said.</summary>
    public Instant? SaidAt => ChangedAt ?? At;

    public bool MayBeSaid(Instant now) => now - AskedAt <= Window;
}

/// <summary>Whether customers are asked how it was, and up to which number an answer calls somebody.</summary>
public sealed record FeedbackRules(bool Asks, int Low)
{
    public const int Lowest = 0, Highest = 10, UsualLow = 6;

    public static readonly FeedbackRules Off = new(false, UsualLow);

    public bool IsLow(int score) => score <= Low;
}

/// <summary>The part of the fold that knows what customers said of resolutions.</summary>
internal static class FeedbackFold
{
    public static TicketState Step(TicketState state, Recorded<TicketFact> recorded) => recorded.Fact switch
    {
        FeedbackAsked => state with { Ratings = state.Ratings.Add(new Rating(recorded.Seq, recorded.At, state.Team)) },
        FeedbackGiven f when state.Ratings.FindIndex(rating => rating.Seq == f.Asked) is var at and >= 0 => state with
        {
            Ratings = state.Ratings.SetItem(at, Given(state.Ratings[at], f, recorded.At)),
        },
        _ => state,
    };

    private static Rating Given(Rating rating, FeedbackGiven given, Instant at) => rating with
    {
        Score = given.Score,
        Text = given.Text,
        Low = given.Low,
        WasLow = rating.WasLow || given.Low,
        At = rating.At ?? at,
        ChangedAt = rating.At is null ? null : at,
    };
}
