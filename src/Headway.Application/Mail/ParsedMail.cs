using System.Text.Json;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>A mailbox as a header names it. Nothing in it has been proven.</summary>
public sealed record MailPerson(string Name, string Address);

/// <summary>
/// A part of a message. <paramref name="Length"/> and <paramref name="Sha256"/> are of its decoded content; null for a message
/// within the message, whose parts follow it. <paramref name="IsFile"/>: it belongs on the ticket beside the text.
/// </summary>
public sealed record MailPart(string Type, string? Name, string? Disposition, string? Cid, long? Length, string? Sha256, int Depth, bool IsFile);

/// <summary>What somebody invited answered: <paramref name="Answer"/> is iTIP's PARTSTAT.</summary>
public sealed record MailAttendee(string? Address, string Answer);

/// <summary>An invitation, change, cancellation or reply that came with the message.</summary>
public sealed record MailEvent(
    string? Method, string? Uid, int Sequence, string? Recurrence, string? Status, string? Summary, string? Location, Instant? Start, Instant? End,
    string? Organizer, IReadOnlyList<MailAttendee> Attendees);

/// <summary>
/// A message as the gateway read it. <paramref name="Headers"/> are those that say what it is, in their order, names in lower
/// case. <paramref name="Error"/>: what could not be read, and why. <paramref name="Reports"/>: machine-readable parts.
/// </summary>
public sealed record ParsedMail(
    string? Subject, IReadOnlyList<MailPerson> From, IReadOnlyList<MailPerson> To, IReadOnlyList<MailPerson> Cc, IReadOnlyList<MailPerson> ReplyTo,
    string? MessageId, string? InReplyTo, IReadOnlyList<string> References, Instant? Date, IReadOnlyList<(string Name, string Value)> Headers,
    long Bytes, IReadOnlyList<MailPart> Parts, string? Text, string? Html, MailEvent? Event, IReadOnlyList<(string Type, string Text)> Reports, int Froms, string? Error)
{
    /// <summary>The same read as an old system meant it, whose lines ended in bare returns; null for every other message.</summary>
    public ParsedMail? BareReturns { get; init; }

    /// <summary>The header of the mail that a report returns; null where there is none.</summary>
    public string? Original { get; init; }

    /// <summary>A message of so many bytes of which nothing could be read.</summary>
    public static ParsedMail Unread(long bytes, string error) => new(null, [], [], [], [], null, null, [], null, [], bytes, [], null, null, null, [], 0, error);

    public string? Header(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    public IEnumerable<string> Every(string name) => Headers.Where(header => header.Name == name).Select(header => header.Value);

    /// <summary>The words of the sender: the plain text, or what the HTML says.</summary>
    public string Words => string.IsNullOrWhiteSpace(Text) ? (Html is { } html ? HtmlWords.Of(html) : "") : Text;

    /// <exception cref="JsonException">The gateway's answer has not the shape that was agreed.</exception>
    public static ParsedMail Read(JsonElement root) => new(
        Said(root, "subject"), People(root, "from"), People(root, "to"), People(root, "cc"), People(root, "replyTo"),
        Said(root, "messageId"), Said(root, "inReplyTo"), [.. root.GetProperty("references").EnumerateArray().Select(id => id.GetString() ?? "")], At(root, "date"),
        [.. root.GetProperty("headers").EnumerateArray().Select(pair => (pair[0].GetString() ?? "", pair[1].GetString() ?? ""))],
        root.GetProperty("bytes").GetInt64(), [.. root.GetProperty("parts").EnumerateArray().Select(Part)], Said(root, "text"), Said(root, "html"),
        root.TryGetProperty("calendar", out var calendar) && calendar.ValueKind == JsonValueKind.Object ? Calendar(calendar) : null,
        [.. root.GetProperty("reports").EnumerateArray().Select(report => (Said(report, "type") ?? "", Said(report, "text") ?? ""))],
        root.GetProperty("froms").GetInt32(), Said(root, "error"))
    {
        Original = Said(root, "original"),
        BareReturns = root.TryGetProperty("bareReturns", out var meant) && meant.ValueKind == JsonValueKind.Object ? Read(meant) : null,
    };

    private static MailPart Part(JsonElement part) => new(
        Said(part, "type") ?? "text/plain", Said(part, "name"), Said(part, "disposition"), Said(part, "cid"), Number(part, "length"), Said(part, "sha256"),
        (int)(Number(part, "depth") ?? 0), part.TryGetProperty("file", out var file) && file.ValueKind == JsonValueKind.Object);

    private static MailEvent Calendar(JsonElement said) => new(
        Said(said, "method"), Said(said, "uid"), (int)(Number(said, "sequence") ?? 0), Said(said, "recurrence"), Said(said, "status"), Said(said, "summary"),
        Said(said, "location"), At(said, "start"), At(said, "end"), Said(said, "organizer"),
        [.. said.GetProperty("attendees").EnumerateArray().Select(one => new MailAttendee(Said(one, "address"), Said(one, "answer") ?? "NEEDS-ACTION"))]);

    private static List<MailPerson> People(JsonElement root, string name) =>
        [.. root.GetProperty(name).EnumerateArray().Select(one => new MailPerson(Said(one, "name") ?? "", Said(one, "address") ?? ""))];

    private static string? Said(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private static Instant? At(JsonElement root, string name) =>
        Number(root, name) is { } ms and > -2_000_000_000_000 and < 10_000_000_000_000 ? Instant.FromUnixTimeMilliseconds(ms) : null;
}
