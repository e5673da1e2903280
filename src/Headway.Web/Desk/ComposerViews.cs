using System.Text.Json;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Web.Layout;
using NodaTime;

namespace Headway.Web.Desk;

/// <summary>
/// A draft as it is kept: the words and what was chosen. <paramref name="Due"/> in Unix milliseconds is a time that was
/// set; <paramref name="Files"/> went with words that were taken back and go with them again.
/// </summary>
public sealed record DraftWords(string Text, string? Status = null, string? Mode = null, long? Due = null, IReadOnlyList<long>? Files = null)
{
    /// <summary>How long it took, as it was typed; null for nothing.</summary>
    public string? Spent { get; init; }

    public static DraftWords? Read(DraftFound? draft) => draft is null ? null : JsonSerializer.Deserialize<DraftWords>(draft.Body, JsonSerializerOptions.Web);

    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}

/// <summary>The composer: words, the proposed situation with what follows from it, send.</summary>
public static class ComposerViews
{
    /// <summary>The choice of a note that only tells: no situation follows from it.</summary>
    public const string Unmoved = "NONE";

    public static ComposerView Of(
        TicketPage page, Viewer viewer, Proposed proposed, IReadOnlyList<MacroFound> macros, bool isAnswerable = true, DraftFound? draft = null, string? refused = null, DraftWords? typed = null,
        IReadOnlyList<ShownFile>? files = null)
    {
        var kept = typed ?? DraftWords.Read(draft);
        return new ComposerView(
            page.Number, page.State.Version, page.State.Displayed is { } shown ? TicketViews.Id(page, shown) : null,
            new PersonView(page.Requester.Id.Value, page.Requester.Name, page.Requester.Email))
        {
            Mode = kept?.Mode == "note" ? "note" : "reply",
            Text = kept?.Text ?? "",
            KeepsTime = page.Rules.KeepsTime,
            Spent = kept?.Spent ?? "",
            DraftAt = typed is null ? draft?.At : null,
            Options = Options(page, viewer, proposed, isAnswerable, kept),
            Chosen = !string.IsNullOrEmpty(kept?.Status),
            Files = [.. (files ?? []).Select(file => new FileView(file.Name, "", file.Length, Id: file.Id))],
            Predicted = Why(proposed.Prediction),
            Macros = [.. macros.Select(macro => new MacroView(
                macro.Id, macro.Name, Short(macro.Reply ?? macro.Note ?? ""), macro.Status is { } status ? new StatusName(status) : null, macro.IsOwn))],
            Refused = refused,
            CustomerLanguage = page.Requester.Language,
            Awaits = page.State.OpenApproval is { } asked ? page.NameOf(asked.Approver) : null,
            Dated = TicketViews.ModeOf(page).HasDues(),
            Situated = TicketViews.ModeOf(page).HasSituations(),
            TheirTime = TicketViews.ZoneOf(page.Requester, viewer.Zone).GetUtcOffset(page.Now) != viewer.Zone.GetUtcOffset(page.Now),
        };
    }

    public static IReadOnlyList<SituationOption> Options(TicketPage page, Viewer viewer, Proposed proposed, bool isAnswerable, DraftWords? kept = null)
    {
        var zone = TicketViews.ZoneOf(page.Requester, viewer.Zone);
        var options = proposed.Options.Select(option => new SituationOption(
            new StatusName(option.Status.Value), option.Due, option.Allowed,
            TicketViews.CustomerLine(viewer, option.Status, option.Promise, page.Requester.Language, zone, page.Now), option.Promise, NeedsOf(option))
        {
            Attempt = option.Attempt,
            Rank = page.Rules.Statuses.Find(option.Status) is { Type: not null } meant ? meant.Rank : 0,
            Suggested = option.Suggested,
            Unchanged = option.KeepsDue,
            Hint = option.Status == StatusCode.CustomerSilent ? ContactViewing.Advice(page, viewer.Zone) : kept?.Mode == "note" ? Hollow(page, option) : null,
        }).ToList();
        if (!TicketViews.ModeOf(page).HasSituations() && options.Count > 0)
        {
            // The proposal holds quietly: a question is reminded of, a fix asked after; nobody has to choose.
            options = [options[0] with { Needs = Needs.Nothing }, .. options.Skip(1).Where(option => option.Status.Code == StatusCode.Resolved.Value)];
        }

        var index = options.FindIndex(option => option.Status.Code == kept?.Status);
        if (index >= 0)
        {
            // What was chosen before, in a draft or in words that were refused or taken back, stays chosen.
            var own = kept?.Due is { } due && options[index].Needs != Needs.Nothing
                ? options[index] with { Suggested = Instant.FromUnixTimeMilliseconds(due) }
                : options[index];
            options.RemoveAt(index);
            options.Insert(0, own);
        }

        if (kept?.Mode == "note" && page.State.Displayed is { } shown)
        {
            // Who is not answerable tells; who is, has usually done something that leads on.
            options.Insert(
                kept.Status == Unmoved || (string.IsNullOrEmpty(kept.Status) && !isAnswerable) ? 0 : Math.Min(3, options.Count),
                new SituationOption(new StatusName(Unmoved), shown.Due, null, null, null) { Unchanged = true });
        }

        return options;
    }

    // The third time in a row that only says the same again: what would change it? A new ETA does.
    private static Phrase? Hollow(TicketPage page, NextOption option)
    {
        if (option.Timing == DueTiming.Eta || option.Status == StatusCode.Resolved)
        {
            return null;
        }

        var steps = page.State.Touches.Select(touch => new ProgressionStep(touch.Situation, touch.CustomerVisible, touch.Situation == StatusCode.CustomerSilent));
        var reading = HollowTouch.Read([.. steps, new ProgressionStep(option.Status)]);
        return reading.IsHollow ? new Phrase("hollow.hint", reading.InARow, new Phrase($"hollow.{reading.Ways[0]}"), new Phrase($"hollow.{reading.Ways[1]}")) : null;
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
