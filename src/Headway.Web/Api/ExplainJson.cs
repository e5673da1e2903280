using System.Globalization;
using Headway.Application.Tickets;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Web.Api;

public sealed record MoveJson(string At, string By, string From, string To, string? Reason);

public sealed record PassJson(string At, string By, string? From, string? To);

public sealed record PauseJson(string From, string? Until);

/// <summary>Why one activity is due when it is; hours are business hours.</summary>
public sealed record DueJson(
    string Id, string Status, string Opened, string? OpenedBy, string OriginalDue, string Due, string Rule, double? ThresholdHours, string? Cap, string? Calendar,
    int? CalendarVersion, string? CalendarReason, string? Eta, int Attempt, IReadOnlyList<MoveJson> Moved, IReadOnlyList<PassJson> Passed,
    IReadOnlyList<PauseJson> Pauses, string Why);

/// <summary>The open activities of a ticket, each with its reasons.</summary>
public sealed record ExplainJson(long Number, IReadOnlyList<DueJson> Activities)
{
    public static ExplainJson Of(TicketExplained explained) =>
        new(explained.Number, [.. explained.Dues.Select(due => Due(explained, due.Activity, due.Why))]);

    private static DueJson Due(TicketExplained all, Activity activity, DueExplanation why) => new(
        string.Create(CultureInfo.InvariantCulture, $"{all.Number}-{activity.Seq}"), why.Status.Value, ApiAnswer.Text(why.Opened),
        why.OpenedBy is { } by ? all.People.NameOf(by) : null, ApiAnswer.Text(why.OriginalDue), ApiAnswer.Text(why.Due), why.Rule, why.Threshold?.Hours, why.Cap,
        why.Calendar, why.CalendarVersion, why.CalendarReason, ApiAnswer.Text(why.Eta), why.Attempt,
        [.. why.Moved.Select(move => new MoveJson(
            ApiAnswer.Text(move.At), all.People.NameOf(move.By), ApiAnswer.Text(move.From), ApiAnswer.Text(move.To), move.Reason))],
        [.. why.Passed.Select(pass => new PassJson(ApiAnswer.Text(pass.At), all.People.NameOf(pass.By), Team(all, pass.From), Team(all, pass.To)))],
        [.. why.Pauses.Select(pause => new PauseJson(ApiAnswer.Text(pause.From), ApiAnswer.Text(pause.Until)))],
        why.Line());

    private static string? Team(TicketExplained all, Domain.TeamId team) => all.Rules.Teams.TryGetValue(team, out var found) ? found.Name : null;
}
