using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>
/// An attempt as it is logged: by which way, a note for colleagues, and where the attempt is a message, the words that the
/// customer reads with their files. <paramref name="Predicted"/> and <paramref name="PredictionRule"/> as with any touch.
/// </summary>
public sealed record AttemptInput(
    Channel Channel, string? Note = null, string? Reply = null, Instant? Due = null, string? Predicted = null, string? PredictionRule = null,
    IReadOnlyList<AttachmentDraft>? Files = null)
{
    /// <summary>The words are the attempt: without any there was none.</summary>
    public bool IsWritten { get; init; }

    /// <summary>How many minutes it took, where the desk keeps that.</summary>
    public int Minutes { get; init; }
}

/// <summary>The customer was tried and not reached.</summary>
public sealed class LogContactAttempt(TicketActs acts)
{
    public async Task<Outcome<Changed>> Do(ActOn on, AttemptInput tried, CancellationToken stop = default)
    {
        if (tried.IsWritten && string.IsNullOrWhiteSpace(tried.Reply ?? tried.Note))
        {
            return ProgressionRefusals.JournalMissing;
        }

        var words = new ActWords(acts.Counters);
        var reply = await words.Put(tried.Reply);
        var note = await words.Put(tried.Note);
        words.Files.AddRange((tried.Files ?? []).Select(file => file with { Text = reply ?? note }));
        var attempt = new LogAttempt(
            on.Caller.Person, tried.Channel, note, tried.Due, tried.Predicted is { } code ? new StatusCode(code) : null, tried.PredictionRule, reply);
        return await acts.Do(on, Permission.ActOnTickets, words, Decision.InOrder(attempt.Decide, TimeOf.Act(on, tried.Minutes)), stop);
    }
}
