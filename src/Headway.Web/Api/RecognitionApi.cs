using Headway.Application.Flow;
using Headway.Application.Recognition;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Recognition;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>Counts and shares by type, cover and help first: no score.</summary>
public sealed record PictureJson(int Counted, int Covered, int Helped, int HighPriority, int OnTime, int Maturing, int Returned, IReadOnlyDictionary<string, int> Types)
{
    public static PictureJson Of(Picture picture) => new(
        picture.Counted, picture.Covered, picture.Helped, picture.HighPriority, picture.OnTime, picture.Maturing, picture.Returned, picture.Types.ToDictionary(type => type.Type, type => type.Count));
}

public sealed record ContributionJson(long? Ticket, string Type, string At, bool OnTime, bool HighPriority, bool Cover, bool Help, string State);

public sealed record PraiseJson(string By, string To, long? Ticket, string? Words, string At);

/// <summary>What is recorded of a person: for the person, and for the leads of their teams.</summary>
public sealed record RecognitionJson(string From, string To, PictureJson Picture, IReadOnlyList<ContributionJson> Contributions, IReadOnlyList<PraiseJson> Thanks);

public sealed record TeamRecognitionJson(string Team, string From, string To, PictureJson Picture, IReadOnlyList<PraiseJson> Thanks);

/// <summary>`ticket` and its `activity` (null: the latest that a colleague finished), with `words` or without.</summary>
public sealed record ThanksBody(long Ticket, int? Activity, string? Words);

public sealed record ThankedJson(string Person);

public sealed record MaturityTestJson(int Level, string Test, bool Met, double? Value, double? Goal);

public sealed record MaturityJson(int Reached, string? Next, IReadOnlyList<MaturityTestJson> Tests);

public sealed record IssueJson(int Number, string Measure, string Unit, double? Value, long Of, long Among);

/// <summary><c>recognition | recognition/team | thanks | maturity | issues</c>.</summary>
internal static class RecognitionApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/recognition", Person).Produces<RecognitionJson>()
            .Describe("Contributions of a person", "Oneself, or by `person` (an address) one of one's own people; a lead's look is written down.");
        api.MapGet("/recognition/team", Team).Produces<TeamRecognitionJson>()
            .Describe("Contributions of a team", "Of the `team` named, or one's own: counts and shares, never of single people.");
        api.MapPost("/thanks", Thank).Produces<ThankedJson>()
            .Describe<ThanksBody>("Thank somebody", "For one act on a ticket; once for each act. Thanks without something done are refused.", """{"ticket":1,"activity":null,"words":"That was quick."}""");
        api.MapGet("/maturity", Maturity).Produces<MaturityJson>().Describe("Maturity", "The level the desk has reached, its tests with what was measured, and the next missing one.");
        api.MapGet("/issues", Issues).Produces<ListJson<IssueJson>>().Describe("The operational issues", "Each of the twenty-one with the measure that tells how this desk stands.");
    }

    private static async Task<IResult> Person(HttpContext http, OwnRecognition recognition, StaffDirectory staff, string? person, CancellationToken stop)
    {
        var caller = http.Caller();
        PersonId? whose = null;
        if (person is not null && (whose = await staff.Find(caller.Tenant, person, stop)) is null)
        {
            whose = new PersonId(0);
        }

        return ApiAnswer.Of(await recognition.Read(caller, whose, stop), read => ApiAnswer.Json(new RecognitionJson(
            ApiAnswer.Text(read.From), ApiAnswer.Text(read.To), PictureJson.Of(read.Picture),
            [.. read.Latest.Select(Contribution)],
            [.. read.Thanks.Select(Praise)])));
    }

    private static async Task<IResult> Team(HttpContext http, TeamRecognition recognition, StaffDirectory staff, string? team, CancellationToken stop)
    {
        var caller = http.Caller();
        var named = team is null ? null : await staff.Team(caller.Tenant, team, stop);
        return ApiAnswer.Of(await recognition.Read(caller, named, stop), read => ApiAnswer.Json(new TeamRecognitionJson(
            read.Name, ApiAnswer.Text(read.From), ApiAnswer.Text(read.To), PictureJson.Of(read.Picture), [.. read.Thanks.Select(Praise)])));
    }

    private static async Task<IResult> Thank(HttpContext http, GiveThanks thanks, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ThanksBody>(http, stop);
        return asked.Refusal is { } no
            ? ApiAnswer.Refuse(no)
            : ApiAnswer.Of(await thanks.Do(http.Caller(), asked.Value.Body.Ticket, asked.Value.Body.Activity, asked.Value.Body.Words, stop), name => ApiAnswer.Json(new ThankedJson(name)));
    }

    private static async Task<IResult> Maturity(HttpContext http, MaturityQuery maturity, CancellationToken stop) =>
        ApiAnswer.Of(await maturity.Read(http.Caller(), stop), read => ApiAnswer.Json(new MaturityJson(
            read.Maturity.Reached, read.Maturity.Next?.Key,
            [.. read.Maturity.Levels.SelectMany(level => level.Tests.Select(test => new MaturityTestJson(level.Number, test.Key, test.Met, MeasureJson.Round(test.Value), test.Goal)))])));

    private static async Task<IResult> Issues(HttpContext http, MaturityQuery maturity, CancellationToken stop) =>
        ApiAnswer.Of(await maturity.Read(http.Caller(), stop), read => ApiAnswer.List(read.Issues.Select(row => new IssueJson(
            row.Number, row.Measure, char.ToLowerInvariant(row.Unit.ToString()[0]) + row.Unit.ToString()[1..], MeasureJson.Round(row.Reading.Value), row.Reading.Of, row.Reading.Among))));

    internal static ContributionJson Contribution(ContributionRead one) => new(
        one.Number, one.Contribution.Act.Type, ApiAnswer.Text(one.Contribution.Act.At), one.Contribution.Act.OnTime, one.Contribution.Act.HighPriority, one.Contribution.Act.Cover, one.Contribution.Act.Help,
        one.Contribution.State.ToString().ToLowerInvariant());

    internal static PraiseJson Praise(PraiseRead one) => new(one.By, one.To, one.Number, one.Words, ApiAnswer.Text(one.At));
}
