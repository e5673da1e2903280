using Headway.Application.Statuses;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Web.Layout;

namespace Headway.Web.Settings;

/// <summary>
/// What is shown of a change before it is made. <paramref name="Seen"/> marks the values it was reckoned for; null when they
/// could not be kept, and then <paramref name="Refused"/> says why.
/// </summary>
public sealed record RulePreview(ChangePreview? Shown, string? Seen, Refusal? Refused)
{
    public static RulePreview No(Refusal refusal) => new(null, null, refusal);
}

/// <summary>Says a rehearsal in a sentence, with a line for each status where there are several.</summary>
internal static class RulePreviews
{
    public static ChangePreview Of(Viewer viewer, RehearsalRead read)
    {
        var lines = read.ByStatus.Where(one => one.Was.Touched > 0).Select(one => Line(viewer, viewer.Status(new StatusName(one.Status.Value)), one.Was)).ToList();
        return new ChangePreview(Sentence(viewer, read.All), lines.Count == 0 ? [] : lines);
    }

    public static ChangePreview Of(Viewer viewer, Rehearsed all) => new(Sentence(viewer, all), all.Touched == 0 ? [] : [Line(viewer, viewer["rules.late-ones"], all)]);

    private static Phrase Sentence(Viewer viewer, Rehearsed all) =>
        all.Looked == 0 ? new Phrase("rules.preview-nothing")
        : all.Touched == 0 ? new Phrase("rules.preview-same", all.Looked)
        : all is { More: > 0, Fewer: > 0 } ? new Phrase("rules.preview-both", all.Touched, viewer.Number(all.More), viewer.Number(all.Fewer))
        : all.More > 0 ? new Phrase("rules.preview-more", all.Touched, viewer.Number(all.More))
        : all.Fewer > 0 ? new Phrase("rules.preview-fewer", all.Touched, viewer.Number(all.Fewer))
        : new Phrase("rules.preview-even", all.Touched);

    private static ChangeLine Line(Viewer viewer, string name, Rehearsed was) => new(
        name, viewer.Number(was.Were), viewer.Number(was.Would), new Phrase("rules.preview-of", viewer.Number(was.Looked)));
}
