using Headway.Application.Chases;
using Headway.Application.Desk;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>What the desk runs in the middle of a ticket's life.</summary>
public sealed record SubProcessesJson(bool BreachPrevention, bool Chases, bool Appointments, bool Returns, bool EarlySigns)
{
    public static SubProcessesJson Of(SubProcesses runs) => new(
        runs.HasFlag(SubProcesses.BreachPrevention), runs.HasFlag(SubProcesses.Chases), runs.HasFlag(SubProcesses.Appointments), runs.HasFlag(SubProcesses.Returns),
        runs.HasFlag(SubProcesses.EarlySigns));
}

public sealed record SubProcessesBody(bool? BreachPrevention, bool? Chases, bool? Appointments, bool? Returns, bool? EarlySigns);

/// <summary>Phrases by which asking is recognised: a desk's own, and shipped ones it leaves out.</summary>
public sealed record ChaseWordsJson(IReadOnlyList<string> More, IReadOnlyList<string> Less);

public sealed record ChaseWordsBody(IReadOnlyList<string>? More, IReadOnlyList<string>? Less);

/// <summary>How well messages are read, and what to expect of weights learned from people's words; null while there are too few.</summary>
public sealed record ChaseWeightsJson(int Labels, int Chases, bool Learned, double? Precision, double? Recall, double? ExpectedPrecision, double? ExpectedRecall)
{
    public static ChaseWeightsJson Of(Learning read) => new(
        read.Labels, read.Chases, read.Own, Share(read.Now.Precision), Share(read.Now.Recall), Share(read.Expected?.Precision), Share(read.Expected?.Recall));

    private static double? Share(double? share) => share is { } value ? Math.Round(value, 4, MidpointRounding.AwayFromZero) : null;
}

public sealed record ChaseWeightsBody(string? Use);

/// <summary><c>/settings/sub-processes | chase-words | chase-weights</c>: an administrator's.</summary>
internal static class SubProcessApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/settings/sub-processes", async (HttpContext http, ChangeSubProcesses change, CancellationToken stop) =>
                ApiAnswer.Of(await change.Read(http.Caller(), stop), runs => ApiAnswer.Json(SubProcessesJson.Of(runs)))).Produces<SubProcessesJson>()
            .Describe("What the desk runs", "Targets at risk, chases, appointments, returns and early signs, each on or off.");
        api.MapPatch("/settings/sub-processes", Switch).Produces<SubProcessesJson>()
            .Describe<SubProcessesBody>("Switch what the desk runs", "What is left out stays as it is. What is open is brought to its end in any case.", """{"earlySigns":false,"returns":true}""");
        api.MapGet("/settings/chase-words", async (HttpContext http, ChaseLists lists, CancellationToken stop) => Words(await lists.Read(http.Caller(), stop))).Produces<ChaseWordsJson>()
            .Describe("How customers ask where it is", "The desk's own phrases, and the shipped ones it leaves out.");
        api.MapPut("/settings/chase-words", async (HttpContext http, ChaseLists lists, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<ChaseWordsBody>(http, stop);
            return (asked.Refusal ?? await lists.Do(http.Caller(), new ChasePhrases(asked.Value.Body.More ?? [], asked.Value.Body.Less ?? []), stop)) is { } no
                ? ApiAnswer.Refuse(no)
                : Words(await lists.Read(http.Caller(), stop));
        }).Produces<ChaseWordsJson>().Describe<ChaseWordsBody>("Say how customers ask where it is", "Takes the place of the lists there were: a|b either, word* any word that begins so, word? may be missing.", """{"more":["knock knock"],"less":[]}""");
        api.MapGet("/settings/chase-weights", async (HttpContext http, LearnChases learn, CancellationToken stop) => Weights(await learn.Read(http.Caller(), stop))).Produces<ChaseWeightsJson>()
            .Describe("What your verdicts teach", "How many messages have a person's word, how well they are read, and what to expect of weights learned from them.");
        api.MapPut("/settings/chase-weights", async (HttpContext http, LearnChases learn, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<ChaseWeightsBody>(http, stop);
            var no = asked.Refusal ?? (asked.Value.Body.Use switch
            {
                "learned" => await learn.Learn(http.Caller(), stop),
                "shipped" => await learn.Forget(http.Caller(), stop),
                _ => Application.Access.ApiRefusals.Malformed.Because("'use' is learned or shipped."),
            });
            return no is not null ? ApiAnswer.Refuse(no) : Weights(await learn.Read(http.Caller(), stop));
        }).Produces<ChaseWeightsJson>().Describe<ChaseWeightsBody>("Learn from verdicts, or read as shipped", "Learning wants thirty confirmed messages, eight of them chases and eight not.", """{"use":"shipped"}""");
    }

    private static async Task<IResult> Switch(HttpContext http, ChangeSubProcesses change, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<SubProcessesBody>(http, stop);
        var before = await change.Read(http.Caller(), stop);
        if ((asked.Refusal ?? before.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var body = asked.Value.Body;
        var runs = before.Value;
        Set(SubProcesses.BreachPrevention, body.BreachPrevention);
        Set(SubProcesses.Chases, body.Chases);
        Set(SubProcesses.Appointments, body.Appointments);
        Set(SubProcesses.Returns, body.Returns);
        Set(SubProcesses.EarlySigns, body.EarlySigns);
        return await change.Do(http.Caller(), runs, stop) is { } refused
            ? ApiAnswer.Refuse(refused)
            : ApiAnswer.Of(await change.Read(http.Caller(), stop), now => ApiAnswer.Json(SubProcessesJson.Of(now)));

        void Set(SubProcesses one, bool? on) => runs = on switch { true => runs | one, false => runs & ~one, null => runs };
    }

    private static IResult Words(Domain.Outcome<ChasePhrases> read) => ApiAnswer.Of(read, phrases => ApiAnswer.Json(new ChaseWordsJson(phrases.More, phrases.Less)));

    private static IResult Weights(Domain.Outcome<Learning> read) => ApiAnswer.Of(read, learning => ApiAnswer.Json(ChaseWeightsJson.Of(learning)));
}
