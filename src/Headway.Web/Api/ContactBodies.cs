namespace Headway.Web.Api;

/// <summary>Why a ticket goes back; with <paramref name="Keep"/> it stays and only the lesson goes.</summary>
public sealed record ReturnBody(string? Reason, string? Explain, string? RightTeam, string? NextTime, bool? Keep);

/// <summary>Claims the most urgent activity, or the one named (<c>1042-7</c>); or gives back what one has claimed.</summary>
public sealed record ClaimBody(string? Activity, bool? Release = null);

public sealed record AssistPartBody(string? Of, string? Question);

/// <summary>Asks one, or with <paramref name="Parts"/> several at once.</summary>
public sealed record AssistBody(string? Of, string? Question, IReadOnlyList<AssistPartBody>? Parts = null);

/// <summary>A part that a team or a colleague was asked for.</summary>
public sealed record PartJson(string Of, string? Question, string Due, string? DoneAt, string? DoneBy);

/// <summary>Who leads (null: nobody in particular), by when the customer hears, and the parts; empty while nobody was asked.</summary>
public sealed record TogetherJson(string? Lead, string? Promise, IReadOnlyList<PartJson> Parts)
{
    internal static TogetherJson Of(Application.Views.TogetherView? view, Domain.Tickets.Promise? promise) => new(
        view?.Lead, promise is { Outcome: null } open ? ApiAnswer.Text(open.At) : null,
        [.. (view?.Parts ?? []).Select(part => new PartJson(part.Who, part.Question, ApiAnswer.Text(part.Due), ApiAnswer.Text(part.DoneAt), part.DoneBy))]);
}

public sealed record ContributeBody(string? Note);

public sealed record SlotBody(string? Start, string? End, string? With);

/// <summary>
/// Slots offer, a result records how it went, cancel calls off, else start (and end, with) books. Instants with their offset.
/// </summary>
public sealed record AppointmentBody(
    IReadOnlyList<SlotBody>? Slots, string? Start, string? End, string? With, string? Mode, string? Result, string? Note, string? Status, bool? Cancel);

/// <summary>A time that could be offered; <paramref name="With"/> is the colleague's name.</summary>
public sealed record FreeTimeJson(string Start, string End, string With);

public sealed record AgreedTimeJson(string Id, long Number, string Start, string End, string With, string? Mode, string? Result, bool Away);

/// <summary>A ticket that came back, or was kept with a lesson.</summary>
public sealed record LessonJson(long Number, string At, string Reason, bool Kept, string From, string? Explain, string? NextTime, bool Acknowledged, int Seq);

/// <summary>A lesson by its place in the ticket's ledger.</summary>
public sealed record AcknowledgeBody(int? Lesson);
