using Headway.Domain.Ledger;

namespace Headway.Domain.Tickets;

/// <summary>
/// What a field of a service's form holds from now on: yes or no, what was chosen, or the text in which the words, the number or the day
/// lie. None of them: it was taken away.
/// </summary>
public sealed record FieldAnswered(long Field, bool? Yes = null, IReadOnlyList<long>? Choices = null, TextId? Text = null) : TicketFact
{
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsNone => Yes is null && Text is null && Choices is not { Count: > 0 };

    public bool Equals(FieldAnswered? other) =>
        other is not null && (Field, Yes, Text) == (other.Field, other.Yes, other.Text) && (Choices ?? []).SequenceEqual(other.Choices ?? []);

    public override int GetHashCode() => HashCode.Combine(Field, Yes, Text, Choices?.Count ?? 0);
}

/// <summary>The part of the fold that knows what was answered at intake and since.</summary>
internal static class FieldFold
{
    public static TicketState Step(TicketState state, Recorded<TicketFact> recorded) => recorded.Fact switch
    {
        FieldAnswered { IsNone: true } f => state with { Answers = state.Answers.Remove(f.Field) },
        FieldAnswered f => state with { Answers = state.Answers.SetItem(f.Field, f) },
        _ => state,
    };
}
