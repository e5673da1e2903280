using System.Text.Json.Nodes;
using Headway.Domain.Chases;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;

namespace Headway.Application.Scenarios;

/// <summary>The chases of a run in the contract's shape, in the order in which they were asked.</summary>
internal static class ScenarioChases
{
    public static IEnumerable<JsonObject> Of(ScenarioDesk desk) => desk.Tickets
        .SelectMany(state => state.Chases.Select(chase => (State: state, Chase: chase)))
        .OrderBy(row => row.Chase.OpenedAt).ThenBy(row => row.State.Key).ThenBy(row => row.Chase.Activity)
        .Select(row => Describe(desk, row.State, row.Chase));

    private static JsonObject Describe(ScenarioDesk desk, TicketState state, Chase chase)
    {
        var row = state.Activities.Single(activity => activity.Seq == chase.Activity);
        return new JsonObject
        {
            ["ticket"] = desk.NameOf(state.Key),
            ["openedAt"] = ScenarioReport.Text(chase.OpenedAt),
            ["by"] = desk.NameOf(chase.By),
            ["contacts"] = chase.Contacts.Count,
            ["multi"] = chase.Multi,
            ["due"] = ScenarioReport.Text(row.Due),
            ["valid"] = chase.Finding switch
            {
                null => null,
                ChaseFinding.NotAChase => JsonValue.Create("not-a-chase"),
                var finding => JsonValue.Create(finding == ChaseFinding.Valid),
            },
            ["ground"] = chase.Ground?.Code(),
            ["verdictAt"] = chase.JudgedAt is { } judged ? ScenarioReport.Text(judged) : null,
            ["verdictBy"] = Name(desk, chase.JudgedBy),
            ["answeredAt"] = chase.AnsweredAt is { } answered ? ScenarioReport.Text(answered) : null,
            ["answeredBy"] = Name(desk, chase.AnsweredBy),
            ["cause"] = chase.Cause,
            ["answerBusinessHours"] = chase.AnsweredAt is { } at
                ? Math.Round(desk.Rules.CalendarFor(row.Meaning.Team, state.Service, state.Priority).Calendar.Between(chase.OpenedAt, at).Hours, 4, MidpointRounding.AwayFromZero)
                : null,
        };
    }

    private static string? Name(ScenarioDesk desk, Actor? actor) => actor?.Person is { } person ? desk.NameOf(person) : null;
}
