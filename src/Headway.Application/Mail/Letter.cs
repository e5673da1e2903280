namespace Headway.Application.Mail;

/// <summary>
/// A mail in words, ready to leave. <paramref name="MessageId"/> is the same at every attempt, so that a second copy is
/// recognised as one, and proves who was written to about what when it comes back in an answer. <paramref name="IsAutomatic"/>: written
/// by the desk, no answer of a machine is wanted. <paramref name="Loop"/>: the mark by which the desk knows its own mail.
/// </summary>
public sealed record Letter(string ToName, string ToAddress, string Subject, string Text, string Html, string MessageId, bool IsAutomatic, string Loop)
{
    /// <summary>The customer's message that this answers; null when it begins the conversation.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>What the reader's calendar is told; null for a mail without a time to answer.</summary>
    public Invitation? Invitation { get; init; }

    /// <summary>The conversation from its first id on, oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}
