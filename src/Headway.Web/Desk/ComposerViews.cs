using System.Text.Json;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Web.Layout;

namespace Headway.Web.Desk;

/// <summary>A draft as it is kept: the words and what was chosen.</summary>
public sealed record DraftWords(string Text, string? Status = null, string? Mode = null);

/// <summary>The composer: words, the proposed situation with what follows from it, send.</summary>
public static class ComposerViews
{
    public static ComposerView Of(
        TicketPage page, Viewer viewer, Proposed proposed, IReadOnlyList<MacroFound> macros, DraftFound? draft = null, string? refused = null, DraftWords? typed = null)
    {
        var kept = typed ?? (draft is { } found ? JsonSerializer.Deserialize<DraftWords>(found.Body, JsonSerializerOptions.Web) : null);
        return new ComposerView(
            page.Number, page.State.Version, page.State.Displayed is { } shown ? TicketViews.Id(page, shown) : null,
            new PersonView(page.Requester.Id.Value, page.Requester.Name, page.Requester.Email))
        {
            Mode = kept?.Mode == "note" ? "note" : "reply",
            Text = kept?.Text ?? "",
            DraftAt = typed is null ? draft?.At : null,
            Options = Options(page, viewer, proposed, kept?.Status),
            Predicted = Why(proposed.Prediction),
            Macros = [.. macros.Select(macro => new MacroView(
                macro.Id, macro.Name, Short(macro.Reply ?? macro.Note ?? ""), macro.Status is { } status ? new StatusName(status) : null, macro.IsOwn))],
            Refused = refused,
            CustomerLanguage = page.Requester.Language,
        };
    }

    public static IReadOnlyList<SituationOption> Options(TicketPage page, Viewer viewer, Proposed proposed, string? chosen = null)
    {
        var zone = TicketViews.ZoneOf(page.Requester, viewer.Zone);
        var options = proposed.Options.Select(option => new SituationOption(
            new StatusName(option.Status.Value), option.Due, option.Allowed,
            TicketViews.CustomerLine(viewer, option.Status, option.Promise, page.Requester.Language, zone, page.Now), option.Promise, NeedsOf(option))
        {
            Attempt = option.Attempt,
            Suggested = option.Suggested,
            Unchanged = option.KeepsDue,
        }).ToList();
        var index = options.FindIndex(option => option.Status.Code == chosen);
        if (index > 0)
        {
            // What was chosen before the answer was refused stays chosen.
            var own = options[index];
            options.RemoveAt(index);
            options.Insert(0, own);
        }

        return options;
    }

    private static Needs NeedsOf(NextOption option) => option.KeepsDue ? Needs.Nothing : option.Timing switch
    {
        DueTiming.Eta => Needs.Eta,
        DueTiming.ChosenDay => Needs.Day,
        _ when option.Status == StatusCode.NextAction && option.Suggested is not null => Needs.Time,
        _ => Needs.Nothing,
    };

    private static Phrase Why(Prediction prediction) =>
        prediction.Words.Count > 0
            ? new Phrase($"predicted.{prediction.Rule}", string.Join(", ", prediction.Words.Take(3)))
            : new Phrase($"predicted.{prediction.Rule}", prediction.Times ?? 0, prediction.OutOf ?? 0);

    private static string Short(string text) => text.Length <= 120 ? text : text[..117] + "…";
}
