using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.IntegrationTests.Access;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Recognition;

public sealed class RecognitionDoorOnSqlite : RecognitionDoorSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class RecognitionDoorOnPostgres : RecognitionDoorSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>The buttons of the pages about contributions, pressed as browsers press them: thanks, objections, reviews, newcomers' samples.</summary>
public abstract partial class RecognitionDoorSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Pages_When_TheirButtonsArePressed_Then_EachDoesWhatItSaysAndANoSaysWhatToDo()
    {
        await using var world = await World.Make(Engine, hidden: false);
        var (agent, lead) = (world.Principals["agent"], world.Principals["lead"]);
        var (ticket, act) = (world.Plain.ToString(CultureInfo.InvariantCulture), await Finished(world, world.Plain));
        var person = agent.Caller!.Person.Value.ToString(CultureInfo.InvariantCulture);

        // Thanks: for an act, once, and never for one's own.
        await Goes(world, lead, "thanks", "/recognition", ("ticket", ticket), ("activity", act), ("words", "Quick and kind!"));
        (await Read(world, lead, "/recognition")).ShouldContain("Quick and kind!");
        (await Read(world, agent, "/recognition/me")).ShouldContain("Quick and kind!");
        await IsRefused(world, lead, "thanks", 409, RecognitionSaid.Again, ("ticket", ticket), ("activity", act));
        await IsRefused(world, agent, "thanks", 422, RecognitionSaid.Oneself, ("ticket", ticket), ("activity", act));

        // An objection: by whom it is about, answered by their lead.
        await IsRefused(world, agent, "object", 422, RecognitionSaid.Words, ("ticket", ticket), ("activity", act), ("words", " "));
        await Goes(world, agent, "object", "/recognition/me#objections", ("ticket", ticket), ("activity", act), ("words", "Half of it was done by the lead."));
        var page = await Read(world, lead, "/recognition");
        page.ShouldContain("Half of it was done by the lead.");
        var objection = Objection().Match(page).Groups[1].Value;
        (await Press(world, agent, "answer", ("objection", objection), ("words", "I answer myself."))).Code.ShouldBe(403);
        await Goes(world, lead, "answer", "/recognition", ("objection", objection), ("words", "Noted, thank you."));
        (await Read(world, agent, "/recognition/me")).ShouldContain("Noted, thank you.");

        // A review: kept by the lead, read by the person; nobody keeps one of oneself.
        await IsRefused(world, lead, "review", 422, RecognitionSaid.Words, ("person", person), ("focus", ""));
        (await Press(world, agent, "review", ("person", person), ("focus", "More of the same."))).Code.ShouldBe(403);
        await Goes(world, lead, "review", $"/recognition/people/{person}", ("person", person), ("focus", "Ask for the room at once."));
        (await Read(world, agent, "/recognition/me")).ShouldContain("Ask for the room at once.");

        // Newcomers: some of what they finish is looked through by a colleague, and the note is theirs to read.
        (await Press(world, agent, "newcomer", ("person", person), ("on", "true"))).Code.ShouldBe(403);
        await Goes(world, lead, "newcomer", $"/recognition/people/{person}", ("person", person), ("on", "true"));
        (await Read(world, agent, "/recognition/me")).ShouldContain("newcomer until", Case.Insensitive);
        var sample = Match.Empty;
        for (var i = 0; i < 60 && !sample.Success; i++)
        {
            await Work(world, $"Dock {i}");
            sample = Sample().Match(await Read(world, lead, "/recognition"));
        }

        sample.Success.ShouldBeTrue("about one in five waits for a look");
        (string, string)[] one = [("ticket", sample.Groups[1].Value), ("activity", sample.Groups[2].Value)];
        await IsRefused(world, lead, "check", 422, RecognitionSaid.Note, [.. one, ("verdict", "coach")]);
        await IsRefused(world, agent, "check", 403, RecognitionSaid.OwnSample, [.. one, ("verdict", "good")]);
        await Goes(world, lead, "check", "/recognition", [.. one, ("verdict", "coach"), ("note", "Ask which dock it is.")]);
        (await Read(world, agent, "/recognition/me")).ShouldContain("Ask which dock it is.");
        await Goes(world, lead, "newcomer", $"/recognition/people/{person}", ("person", person), ("on", "false"));
        (await Read(world, agent, "/recognition/me")).ShouldNotContain("newcomer until", Case.Insensitive);
    }

    private static async Task Goes(World world, Principal who, string act, string to, params (string Name, string Value)[] form)
    {
        var answer = await Press(world, who, act, form);
        (answer.Code, answer.Location).ShouldBe((302, to), answer.Body);
    }

    private static async Task IsRefused(World world, Principal who, string act, int code, string said, params (string Name, string Value)[] form)
    {
        var answer = await Press(world, who, act, form);
        answer.Code.ShouldBe(code, answer.Body);
        WebUtility.HtmlDecode(answer.Body).ShouldContain(said);
    }

    private static Task<Answer> Press(World world, Principal who, string act, params (string Name, string Value)[] form) =>
        who.Ask(world, "POST", $"/recognition/{act}", form.ToDictionary(pair => pair.Name, pair => pair.Value));

    private static async Task<string> Read(World world, Principal who, string path)
    {
        var answer = await who.Ask(world, "GET", path);
        answer.Code.ShouldBe(200, path);
        return WebUtility.HtmlDecode(answer.Body);
    }

    private static async Task Work(World world, string subject)
    {
        var raised = await world.Get<RaiseTicket>().Do(world.Principals["customer"].Caller!, new NewTicket(subject, "It is dark."));
        raised.Refusal.ShouldBeNull();
        (await world.Get<ProgressTicket>().Do(new ActOn(world.Principals["agent"].Caller!, raised.Value.Number), new TouchInput("IN_PROGRESS", "I look at it."))).Refusal.ShouldBeNull();
    }

    private static async Task<string> Finished(World world, long number)
    {
        var id = await world.Get<Database>().Read(session => session.Number(
            "SELECT min(a.id) FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket WHERE a.tenant = $1 AND t.number = $2 AND a.outcome = 'Progressed'", world.Tenant.Value, number).AsTask());
        return id!.Value.ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("name=\"objection\" value=\"(\\d+)\"")]
    private static partial Regex Objection();

    [GeneratedRegex("action=\"/recognition/check\".*?name=\"ticket\" value=\"(\\d+)\".*?name=\"activity\" value=\"(\\d+)\"", RegexOptions.Singleline)]
    private static partial Regex Sample();

    // The words a person reads, from where they are declared.
    private static class RecognitionSaid
    {
        public static readonly string Again = Domain.Recognition.RecognitionRefusals.AlreadyThanked.Message;
        public static readonly string Oneself = Domain.Recognition.RecognitionRefusals.Oneself.Message;
        public static readonly string Words = Domain.Recognition.RecognitionRefusals.WordsMissing.Message;
        public static readonly string Note = Domain.Recognition.RecognitionRefusals.VerdictUnknown.Message;
        public static readonly string OwnSample = Domain.Recognition.RecognitionRefusals.SampleOwn.Message;
    }
}
