using Headway.Domain.Statuses;

namespace Headway.Domain.Problems;

/// <summary>
/// The rule of a desk that somebody can say hurts, by a name that stays: the threshold of a situation (<c>status:AWAIT_SUPPLIER</c>) or
/// the targets of a priority (<c>target:P1</c>).
/// </summary>
public sealed record DeskRuleName
{
    private const string Situation = "status:", Target = "target:";

    private DeskRuleName(StatusCode? status, Priority? priority) => (Status, Priority) = (status, priority);

    public StatusCode? Status { get; }

    public Priority? Priority { get; }

    /// <summary>The rule that gave a due, by the code that its explanation has.</summary>
    public static DeskRuleName Of(string rule, StatusCode status, Priority priority) =>
        rule is "response-target" or "service-response-target" ? new(null, priority) : new(status, null);

    /// <summary>Null for what names no rule of the book.</summary>
    public static DeskRuleName? Read(string? name, StatusBook book) =>
        name is null ? null
        : name.StartsWith(Situation, StringComparison.Ordinal) ? book.All.Where(status => status.Code.Value == name[Situation.Length..]).Select(status => new DeskRuleName(status.Code, null)).FirstOrDefault()
        : name.StartsWith(Target, StringComparison.Ordinal) && Enum.GetValues<Priority>().Where(one => one.ToString() == name[Target.Length..]).Select(one => (Priority?)one).FirstOrDefault() is { } priority
            ? new DeskRuleName(null, priority)
        : null;

    public override string ToString() => Status is { } status ? Situation + status.Value : Target + Priority;
}
