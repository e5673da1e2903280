using Headway.Application.Desk;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Commands;

/// <summary>Exit codes 0 done, 1 findings, 2 bad arguments, 3 refused; JSON for programs; one sentence for people, never a stack trace.</summary>
public sealed class CommandTests
{
    private const string Scenario = """
        {"at":"2026-03-02T09:00:00Z","do":"open","ticket":"T1","requester":"ann","subject":"Scanner"}
        {"at":"2026-03-02T10:00:00Z","do":"progress","ticket":"T1","by":"sam","status":"NO_SUCH","note":"x"}
        """;

    [Theory]
    [InlineData("--help", 0)]
    [InlineData("nonsense", 2)]
    [InlineData("", 2)]
    [InlineData("token", 2)]
    [InlineData("token create --name x", 2)]
    [InlineData("backup", 2)]
    [InlineData("restore nowhere.headway", 2)]
    [InlineData("scenario nowhere.jsonl", 2)]
    [InlineData("verify --colour", 2)]
    [InlineData("serve --language fr", 2)]
    [InlineData("verify", 3)]
    [InlineData("backup here.headway", 3)]
    [InlineData("token create --person a@b.example --name x", 3)]
    [InlineData("serve", 3)]
    public async Task Verb_When_Typed_Then_ItsExitCodeSaysHowItEnded(string typed, int code)
    {
        using var line = new CommandLine();

        var ended = await line.Run(typed.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        ended.Code.ShouldBe(code, ended.Error);
        if (code != 0)
        {
            ended.Error.ShouldNotBeEmpty();
            ended.Error.Split('\n').Length.ShouldBeLessThanOrEqualTo(3);
            ended.Error.ShouldNotContain("   at ");
        }
    }

    [Fact]
    public async Task Help_When_Asked_Then_EveryVerbAndItsOptionsAreSaid()
    {
        using var line = new CommandLine();
        var all = (await line.Run("--help")).Out;

        foreach (var verb in new[] { "serve", "demo", "scenario", "token", "verify", "backup", "restore", "migrate" })
        {
            all.ShouldContain(verb);
            var help = (await line.Run([.. verb == "token" ? ["token", "create"] : new[] { verb }, "--help"])).Out;
            help.ShouldContain("--json");
            foreach (var option in help.Split('\n').Where(row => row.TrimStart().StartsWith("--", StringComparison.Ordinal)))
            {
                option.TrimStart().Split("  ", 2, StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2, $"{verb}: {option} says what it does");
            }
        }
    }

    [Fact]
    public async Task Scenario_When_ACommandIsRefused_Then_TheRunGoesOnAndSaysSo()
    {
        using var line = new CommandLine();
        var file = line.File("run.jsonl", Scenario);

        var json = await line.Run("scenario", file, "--json");
        (json.Code, json.Error).ShouldBe((0, ""));
        json.Json.GetProperty("refusals")[0].GetProperty("code").GetString().ShouldBe("status.unknown");
        (await line.Run("scenario", file)).Out.ShouldContain("T1");
        var wrong = await line.Run("scenario", file, "--desk", line.File("desk.json", """{"teams": 7}"""));
        (wrong.Code, wrong.Error.Contains('\n', StringComparison.Ordinal)).ShouldBe((2, false));
    }

    [Fact]
    public async Task Desk_When_LaidBackedUpAndRestored_Then_EachVerbSaysWhatItDid()
    {
        using var line = new CommandLine();
        (await line.Run("migrate", "--json")).Json.GetProperty("applied").GetArrayLength().ShouldBeGreaterThan(3);
        (await line.Run("migrate")).ShouldBe(new Ended(0, "Nothing to do.", ""));
        await Lay(line.Data);

        var token = await line.Run("token", "create", "--person", "ada@home.example", "--name", "nightly", "--json");
        token.Code.ShouldBe(0, token.Error);
        token.Json.GetProperty("token").GetString().ShouldNotBeNull().ShouldStartWith("hdwy_");
        (await line.Run("token", "create", "--person", "nobody@home.example", "--name", "x")).Code.ShouldBe(3);

        var checkedOut = await line.Run("verify", "--json");
        (checkedOut.Code, checkedOut.Json.GetProperty("findings").GetArrayLength()).ShouldBe((0, 0));
        var file = Path.Combine(line.Data, "all.headway");
        (await line.Run("backup", file, "--json")).Json.GetProperty("rows").GetInt64().ShouldBeGreaterThan(1);
        (await line.Run("restore", file)).Code.ShouldBe(3, "a desk stands here");

        using var other = new CommandLine();
        (await other.Run("restore", file, "--json")).Json.GetProperty("rows").GetInt64().ShouldBeGreaterThan(1);
        (await other.Run("verify")).Code.ShouldBe(0);
        (await other.Run("restore", other.File("half.headway", "no backup"))).Code.ShouldBe(3);
    }

    [Fact]
    public async Task Verify_When_ARowWasAltered_Then_ItEndsWithFindings()
    {
        using var line = new CommandLine();
        await Lay(line.Data);
        await using (var database = Database.Open(Address(line.Data)))
        {
            await database.Write(session => session.Do("INSERT INTO audit (tenant, seq, at, actor, kind, target, body, hash) VALUES (1, 900, 0, 'automation', 'x', 'y', '{}', 'z')").AsTask());
            await database.Write(session => session.Do("INSERT INTO audit_heads (tenant, seq, hash) VALUES (1, 900, 'z') ON CONFLICT (tenant) DO UPDATE SET seq = 900").AsTask());
        }

        var found = await line.Run("verify", "--json");

        found.Code.ShouldBe(1);
        found.Json.GetProperty("findings")[0].GetProperty("what").GetString().ShouldBe("audit chain");
    }

    [Fact]
    public async Task Serve_When_NobodyAdministersTheDesk_Then_TheCodeIsOffered() =>
        System.Text.Json.JsonElement.Parse(await Served("serve", "--empty", "--json")).GetProperty("claimCode").GetString().ShouldNotBeNullOrEmpty();

    [Fact]
    public async Task Desk_When_ItsKeyIsLost_Then_MigrateGivesItANewOne()
    {
        using var line = new CommandLine();
        await line.FirstLine("serve", "--empty");
        var key = Path.Combine(line.Data, "desk", KeyPlace.FileName);
        File.Delete(key);

        var refused = await line.Run("serve");
        (refused.Code, refused.Error.Contains("headway migrate --new-key", StringComparison.Ordinal)).ShouldBe((3, true));
        (await line.Run("migrate", "--new-key")).Code.ShouldBe(0);
        File.Exists(key).ShouldBeTrue();
        (await line.FirstLine("serve")).ShouldStartWith("http://");
    }

    private static async Task<string> Served(params string[] args)
    {
        using var line = new CommandLine();
        return await line.FirstLine(args);
    }

    private static DatabaseAddress Address(string data) => DatabaseAddress.Sqlite(Path.Combine(data, DeskFolder));

    private const string DeskFolder = "desk";

    // A desk with an administrator, laid as 'serve --empty' lays it.
    private static async Task Lay(string data)
    {
        Directory.CreateDirectory(Path.Combine(data, DeskFolder));
        await using var database = await Database.OpenCurrent(Address(data));
        var tenant = await FirstTenant.FindOrLay(database, NewTenant.Plan("Home", "UTC", "en"), TimeProvider.System);
        await database.Write(session => session.Do(
            """
            INSERT INTO people (tenant, id, kind, name, email, email_key, vip, sees_organisation, role, active, created, security_stamp)
            VALUES ($1, 77, 'staff', 'Ada', 'ada@home.example', 'ada@home.example', false, false, 'administrator', true, 0, 's')
            """,
            tenant!.Value.Value).AsTask());
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
