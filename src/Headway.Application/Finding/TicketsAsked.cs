using System.Globalization;
using Headway.Application.Tickets;
using Headway.Application.Views;

namespace Headway.Application.Finding;

/// <summary>
/// What the address of a search says, field by field. Numbers that are none are left out rather than refused; <paramref name="View"/> is
/// the saved view that the address came from, <paramref name="Columns"/> what the table shows.
/// </summary>
public sealed record TicketsAsked(
    string? Q = null, string? State = null, string? Status = null, string? Waiting = null, string? Tag = null, string? Scope = null, string? Team = null, string? Priority = null,
    string? Service = null, string? Category = null, string? Requester = null, string? Columns = null, string? View = null, string? From = null)
{
    private const int LongestValue = 200, MostColumns = 24;

    /// <summary>What fields of forms hold: <c>key=value</c> each.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    public static readonly IReadOnlyList<string> Scopes = ["mine", "team", "nobody"];

    public int Begin => (int)Math.Clamp(Number(From) ?? 0, 0, 1_000_000);

    /// <summary>The saved view it is read under, whether or not there is one.</summary>
    public long? Saved => Number(View);

    /// <summary>Which of open, resolved, closed and all is shown: as the address says, else what is open; everything there is of somebody or about some words.</summary>
    public string Shown => State is "open" or "resolved" or "closed" or "all" ? State
        : string.IsNullOrWhiteSpace(Q) && string.IsNullOrEmpty(Requester) && Status is not ("RESOLVED" or "CLOSED") ? "open" : "all";

    /// <summary>What else the address says, to be said again by the form.</summary>
    public IEnumerable<Choice> Also => Fields.Where(one => one.Value is "state" or "requester" or "tag" or "columns").Concat(Viewed);

    public bool Narrows => Fields.Any(one => one.Value is not ("state" or "columns"));

    public TicketFilter Filter => new(
        Q, Shown == "all" ? null : Shown, Status, Number(Team), Number(Priority) is { } level and >= 1 and <= 4 ? (int)level : null, Number(Requester), Tag, Scope, Waiting == "1", Number(Service))
    { Category = Category, Fields = [.. Fields.Where(one => one.Value == "field").Select(one => one.Label)] };

    public IReadOnlyList<string> Shows => FoundColumns.Read(Columns);

    /// <summary>The one form of the query in which two searches for the same are the same: without page and view, in a fixed order.</summary>
    public string Canonical => string.Join('&', Fields.Select(one => $"{one.Value}={Uri.EscapeDataString(one.Label)}"));

    /// <summary>The fields that say something, by their names in the address, as <c>(name, value)</c>.</summary>
    public IEnumerable<Choice> Fields => Said.Select(one => new Choice(one.Name, one.Value?.Trim() ?? "")).Where(one => one.Label.Length > 0 && (one.Label.Length <= LongestValue || one.Value == "columns"));

    private (string Name, string? Value)[] Said =>
        [
            ("q", Q), ("state", State is "open" or "resolved" or "closed" or "all" ? State : null), ("status", Status), ("waiting", Waiting == "1" ? "1" : null), ("tag", Tag),
            ("scope", Scope is { } scope && Scopes.Contains(scope) ? scope : null), ("team", Digits(Team)), ("priority", Digits(Priority)), ("service", Digits(Service)), ("category", Category),
            .. Answers.Where(Intake.AnswerCondition.IsOne).Distinct().Order(StringComparer.Ordinal).Take(Intake.AnswerCondition.Most).Select(one => ("field", (string?)one)), ("requester", Digits(Requester)), ("columns", FoundColumns.Written(Shows)),
        ];

    /// <summary>The saved view as the address has it; none when none is open.</summary>
    public IReadOnlyList<Choice> Viewed => Saved is { } view ? new[] { new Choice("view", Text(view)) } : [];

    /// <summary>Reads a query as <see cref="Canonical"/> writes it; what it does not know is left out.</summary>
    public static TicketsAsked Of(string? query)
    {
        var pairs = (query ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToList();
        var said = pairs.GroupBy(pair => pair[0]).ToDictionary(same => same.Key, same => string.Join(',', same.Take(same.Key == "columns" ? MostColumns : 1).Select(Value)));
        return new TicketsAsked(
            Of("q"), Of("state"), Of("status"), Of("waiting"), Of("tag"), Of("scope"), Of("team"), Of("priority"), Of("service"), Of("category"), Of("requester"), Of("columns"), Of("view"), Of("from"))
        { Answers = [.. pairs.Where(pair => pair[0] == "field").Select(Value).Take(Intake.AnswerCondition.Most * 2)] };

        string? Of(string name) => said.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

        static string Value(string[] pair) => pair.Length < 2 ? "" : Uri.UnescapeDataString(pair[1].Replace('+', ' '));
    }

    private static string? Digits(string? text) => Number(text) is { } number ? Text(number) : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
