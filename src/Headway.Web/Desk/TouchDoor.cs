using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Outages;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.People;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using Headway.Web.Doors;
using Headway.Web.Layout;
using NodaTime;

namespace Headway.Web.Desk;

/// <summary>
/// Carries a touch to its use case and draws what it came to: the next row or the same ticket, with the way back; when it
/// was refused, everything that was typed and what to do.
/// </summary>
public sealed class TouchDoor(Workbench bench, ProgressTicket progress, AnnotateTicket annotate, LogContactAttempt attempts, TicketPageQuery tickets, TellAll tellAll, DeskRulesCache rules, Viewer viewer)
{
    private const int UndoSeconds = 10;

    public async Task<IResult> Send(
        Caller caller, ActOn on, DraftWords words, Instant? due, Instant? eta, IReadOnlyList<AttachmentDraft> files, bool next, CancellationToken stop,
        ChaseVerdict? verdict = null, Domain.Statuses.Priority? priority = null, bool toAll = false, bool withoutApproval = false)
    {
        var isNote = words.Mode == "note";
        var spent = SpentText.Read(words.Spent);
        if (spent.IsRefused)
        {
            return await Refused(caller, on.Number, spent.Refusal!, words, stop);
        }

        var minutes = (int)spent.Value.TotalMinutes;

        if (isNote && words.Status == ComposerViews.Unmoved)
        {
            // Only told: whoever is answerable stays so, and nobody's due moves.
            var noted = await annotate.Note(on, words.Text, files, minutes, stop);
            return noted.IsRefused ? await Refused(caller, on.Number, noted.Refusal!, words, stop) : await Answer(null, caller, on.Number, noted.Value, stop);
        }

        var predicted = await bench.Then(caller, on.Number, words, stop);
        var proposal = predicted.IsRefused ? null : predicted.Value.Options.FirstOrDefault(option => option.Status.Code != ComposerViews.Unmoved)?.Status.Code;
        var situation = words.Status is { Length: > 0 } chosen && chosen != ComposerViews.Unmoved ? chosen : proposal ?? "";
        var sent = situation == StatusSilent
            // What is written to the customer is itself the attempt; a note tells of one by phone.
            ? await attempts.Do(
                on,
                new AttemptInput(isNote ? Channel.Phone : Channel.Mail, isNote ? words.Text : null, isNote ? null : words.Text, due, proposal, Rule(predicted), files) { IsWritten = true, Minutes = minutes }, stop)
            : await progress.Do(
                on,
                new TouchInput(
                    situation, isNote ? null : words.Text, isNote ? words.Text : null, due, eta, Predicted: proposal, PredictionRule: Rule(predicted), Files: files,
                    Verdict: isNote ? null : verdict, Priority: isNote ? null : priority, Anew: true)
                { WithoutApproval = withoutApproval, Minutes = minutes },
                stop);
        if (sent.IsRefused)
        {
            return sent.Refusal!.Code == StorageRefusals.Stale.Code
                ? await Stale(caller, on.Number, words, stop)
                : await Refused(caller, on.Number, sent.Refusal!, words, stop);
        }

        var told = toAll && !isNote && situation != StatusSilent
            ? ToldWords.Told(await tellAll.Do(new ActOn(caller, on.Number), words.Text, verdict ?? new ChaseVerdict(ChaseFinding.Valid, ChaseGround.UnmetSinceThen), stop))
            : null;
        return next ? await NextRow(caller, on.Number, sent.Value, stop, told) : await Answer(null, caller, on.Number, sent.Value, stop, told: told);
    }

    /// <summary>The ticket as it stands, with words put back into the composer.</summary>
    public async Task<IResult> Ticket(Caller caller, long number, DraftWords? typed, CancellationToken stop)
    {
        var ticket = await bench.Ticket(caller, number, stop, typed: typed);
        return ticket.IsRefused ? Draw.No(ticket.Refusal!) : Draw.Page<Parts.Ticket>(("View", ticket.Value));
    }

    /// <param name="http">Null when it was asked by a script in any case.</param>
    /// <param name="caller">Who reads it.</param>
    /// <param name="number">The ticket.</param>
    /// <param name="changed">What was done, with its way back; null for nothing to take back.</param>
    /// <param name="stop">Gives up.</param>
    /// <param name="times">Opened beside it.</param>
    /// <param name="told">Said of what can't be taken back by one key.</param>
    public async Task<IResult> Answer(HttpContext? http, Caller caller, long number, Changed? changed, CancellationToken stop, TimesView? times = null, Phrase? told = null)
    {
        if (http is { } page && !page.IsPart())
        {
            return Results.Redirect($"/next/{number}");
        }

        var ticket = await bench.Ticket(caller, number, stop);
        return Draw.Page<TouchAnswer>(
            ("Ticket", ticket.IsRefused ? null : ticket.Value), ("List", await bench.List(caller, Scope, number, stop)), ("Times", times), ("Sent", changed is null ? null : await Sent(changed, stop)), ("Told", told));
    }

    /// <summary>The ticket on which the work goes on after two became one or one became two, with the way back or a word about it.</summary>
    public async Task<IResult> Onward(HttpContext http, long number, SentView? sent, Phrase? told, CancellationToken stop)
    {
        if (!http.IsPart())
        {
            return Results.Redirect($"/next/{number}");
        }

        var ticket = await bench.Ticket(http.Caller(), number, stop);
        return new PushUrl(
            $"/next/{number}",
            Draw.Page<TouchAnswer>(
                ("Ticket", ticket.IsRefused ? null : ticket.Value), ("List", await bench.List(http.Caller(), Scope, number, stop)), ("Sent", sent), ("Told", told)));
    }

    /// <summary>Why not, above the buttons; what was typed is still there.</summary>
    public async Task<IResult> Refused(Caller caller, long number, Refusal refusal, DraftWords? typed, CancellationToken stop)
    {
        var said = viewer.Words.Maybe($"refusal.{refusal.Code}") ?? refusal.Message;
        var ticket = await bench.Ticket(caller, number, stop, said, typed);
        return ticket.IsRefused
            ? Draw.Page<Parts.TicketNone>(Draw.StatusOf(ticket.Refusal!))
            : Draw.Page<Parts.Ticket>(StatusCodes.Status422UnprocessableEntity, ("View", ticket.Value));
    }

    /// <summary>The row that comes now instead of this one; with the way back when something was sent.</summary>
    public async Task<IResult> NextRow(Caller caller, long left, Changed? changed, CancellationToken stop, Phrase? told = null)
    {
        var list = await bench.List(caller, Scope, null, stop);
        var next = list.Groups.SelectMany(group => group.Rows).FirstOrDefault(row => row.Ticket != left)?.Ticket;
        var ticket = next is { } number ? await bench.Ticket(caller, number, stop) : default;
        var shown = next is null || ticket.IsRefused ? null : ticket.Value;
        return new PushUrl(
            shown is null ? "/next" : $"/next/{shown.Number}",
            Draw.Page<TouchAnswer>(("Ticket", shown), ("List", await bench.List(caller, Scope, next, stop)), ("Sent", changed is null ? null : await Sent(changed, stop)), ("Told", told)));
    }

    private async Task<IResult> Stale(Caller caller, long number, DraftWords words, CancellationToken stop)
    {
        var page = await tickets.Read(caller, number, stop);
        if (page.IsRefused)
        {
            return Draw.No(page.Refusal!);
        }

        // Their own second window counts as well: it is what they have not seen here.
        var theirs = page.Value.Story.LastOrDefault(entry => entry.By.Person is not null);
        // One act may tell of more than its words.
        var said = theirs is { } act ? page.Value.Story.LastOrDefault(entry => entry.Text is not null && entry.At == act.At && entry.By.Person == act.By.Person) : null;
        var text = said?.Text is { } id && page.Value.Texts.TryGetValue(id.Value, out var shown) ? shown.Body ?? "" : "";
        var by = theirs?.By.Person is { } who ? new PersonView(who.Value, page.Value.NameOf(who)) : new PersonView(0, "?");
        var ticket = await bench.Ticket(caller, number, stop, typed: words);
        return Draw.Page<TouchAnswer>(
            StatusCodes.Status412PreconditionFailed,
            ("Ticket", ticket.IsRefused ? null : ticket.Value),
            ("Stale", new StaleView(
                number, page.Value.State.Version, words.Text, words.Mode ?? "reply", by, theirs?.At ?? page.Value.Now, text, new StatusName(page.Value.State.Status.Value))
            { Spent = words.Spent }));
    }

    private async Task<SentView> Sent(Changed changed, CancellationToken stop)
    {
        var decision = changed.Decision;
        var mode = (await rules.Of(changed.Tenant, stop)).Teams.TryGetValue(changed.State.Team, out var team) ? team.Mode : PrioritisationMode.Standard;
        var tried = changed.Facts.Select(fact => fact.Fact).OfType<AttemptLogged>().LastOrDefault();
        var line = changed.Facts.All(fact => fact.Fact is not (Progressed or TeamSet or ActivityMoved)) && changed.Facts.Any(fact => fact.Fact is Noted)
            ? new Phrase("sent.noted", changed.Number)
            : changed.State.Displayed is { } open && !mode.HasDues()
            ? new Phrase("sent.plain", changed.Number, mode.HasSituations() ? new StatusName(open.Status.Value) : new Phrase("then.goes-on"))
            : tried is not null && changed.State.Displayed is { } then
            ? new Phrase("sent.attempt", changed.Number, tried.Number, ContactViewing.Way(tried.Channel), new StatusName(then.Status.Value), then.Due)
            : changed.State.Displayed is { } shown
            ? new Phrase(changed.Facts.Any(fact => fact.Fact is Replied) ? "sent.then" : "sent.set", changed.Number, new StatusName(shown.Status.Value), shown.Due)
            : new Phrase("sent.solved", changed.Number);
        return new SentView(
            line, string.Create(CultureInfo.InvariantCulture, $"/tickets/{changed.Number}/undo?from={decision.ActFrom}&to={decision.ActTo}"), UndoSeconds);
    }

    private const string StatusSilent = "CUST_SILENT";

    private string Scope => viewer.Scope;

    private static string? Rule(Outcome<ComposerView> predicted) => predicted.IsRefused ? null : predicted.Value.Predicted?.Key.Replace("predicted.", "", StringComparison.Ordinal);
}

/// <summary>An answer that also moves the address on.</summary>
public sealed class PushUrl(string url, IResult inner) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers["HX-Push-Url"] = url;
        return inner.ExecuteAsync(httpContext);
    }
}
