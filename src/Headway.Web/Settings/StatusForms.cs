using Headway.Application.Statuses;
using Headway.Domain;
using Headway.Domain.Statuses;

namespace Headway.Web.Settings;

/// <summary>A rule's row as typed.</summary>
public sealed record RuleRow(string Service, string Team, string Priority, string Hours)
{
    public static readonly RuleRow Empty = new("", "", "", "");

    public bool IsEmpty => this == Empty;
}

/// <summary>The threshold's form as typed: what was wrong in it is shown again.</summary>
public sealed record ThresholdTyped(string Hours, IReadOnlyList<RuleRow> Rules)
{
    public static ThresholdTyped Of(StatusRead read) => new(
        RuleFields.Number(read.Status.Threshold),
        [.. read.Rules.Select(rule => new RuleRow(Id(rule.Service?.Value), Id(rule.Team?.Value), rule.Priority?.ToString() ?? "", RuleFields.Number(rule.Threshold)))]);

    public static ThresholdTyped Of(IFormCollection form) => new(
        form.Text("hours"),
        [.. form.Rows("rule.hours").Concat(form.Rows("rule.priority")).Distinct().Order()
            .Select(i => new RuleRow(form.Text($"rule.service.{i}"), form.Text($"rule.team.{i}"), form.Text($"rule.priority.{i}"), form.Text($"rule.hours.{i}"))).Where(row => !row.IsEmpty)]);

    /// <summary>What it means; a row without hours is a rule that ends.</summary>
    public Outcome<ThresholdDraft> Read(StatusCode code)
    {
        var own = RuleFields.Hours(Hours);
        if (own.Refusal is { } no)
        {
            return no;
        }

        var rules = new List<ThresholdRule>();
        foreach (var row in Rules.Where(row => row.Hours.Length > 0))
        {
            var hours = RuleFields.Hours(row.Hours);
            if (hours.Refusal is { } wrong)
            {
                return wrong;
            }

            rules.Add(new ThresholdRule(
                code, hours.Value, Known(row.Service) is { } service ? new ServiceId(service) : null, Known(row.Team) is { } team ? new TeamId(team) : null,
                Enum.TryParse<Priority>(row.Priority, out var priority) && Enum.IsDefined(priority) ? priority : null));
        }

        return new ThresholdDraft(code, own.Value, rules);
    }

    /// <summary>The same for the same wishes, however they were typed.</summary>
    public static string Mark(ThresholdDraft draft) => RuleFields.Mark(draft.Status.Value, ThresholdDraft.Line(draft.Threshold, draft.Rules));

    private static long? Known(string text) => long.TryParse(text, out var id) ? id : null;

    private static string Id(long? id) => id?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
}

/// <summary>The form of how a status stands, as typed.</summary>
public sealed record StandingTyped(string Rank, bool High, string Clock)
{
    public static StandingTyped Of(StatusDefinition status) =>
        new(status.Rank.ToString(System.Globalization.CultureInfo.InvariantCulture), status.HighPriority, status.Clock == ClockMark.Pauses ? "pauses" : "runs");

    public static StandingTyped Of(IFormCollection form) => new(form.Text("rank"), form.Ticked("high"), form.Text("clock"));

    /// <summary>What it means; a rank that is no number is none of the five.</summary>
    public StatusStanding Read() => new(int.TryParse(Rank, out var rank) ? rank : 0, High, Clock == "pauses" ? ClockMark.Pauses : ClockMark.Runs);

    /// <summary>The same for the same wishes.</summary>
    public string Mark(StatusCode code) => RuleFields.Mark(code.Value, Rank, High ? "high" : "", Clock);
}

/// <summary>The words' form as typed.</summary>
public sealed record WordingTyped(string LabelEn, string LabelDe, string LineEn, string LineDe)
{
    public static WordingTyped Of(IFormCollection form) => new(form.Text("label.en"), form.Text("label.de"), form.Text("line.en"), form.Text("line.de"));

    /// <summary>What stands: the tenant's own words, else the shipped ones.</summary>
    public static WordingTyped Of(StatusCode code, StatusWords own) => new(
        own.Label(code, "en") ?? Shipped(code, "label", "en"), own.Label(code, "de") ?? Shipped(code, "label", "de"),
        own.CustomerLine(code, "en") ?? Shipped(code, "customer", "en"), own.CustomerLine(code, "de") ?? Shipped(code, "customer", "de"));

    /// <summary>Words like the shipped ones are none of one's own.</summary>
    public IReadOnlyList<WordingDraft> Drafts(StatusCode code) =>
    [
        new("en", Own(LabelEn, code, "label", "en"), Own(LineEn, code, "customer", "en")),
        new("de", Own(LabelDe, code, "label", "de"), Own(LineDe, code, "customer", "de")),
    ];

    public static string Shipped(StatusCode code, string part, string language) => Language.Words.Of(language)[$"status.{code}.{part}"];

    private static string? Own(string text, StatusCode code, string part, string language) =>
        text.Length == 0 || text == Shipped(code, part, language) ? null : text;
}
