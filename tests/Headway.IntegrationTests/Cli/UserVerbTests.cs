using System.Diagnostics;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Cli;
using Headway.Domain;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Cli;

/// <summary>The people of a desk from the terminal: what a person and what a script reads, and how it ends.</summary>
public sealed class UserVerbTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("headway-user-").FullName;

    public async ValueTask InitializeAsync()
    {
        var folder = Path.Combine(_data, DeskPlace.Real);
        Directory.CreateDirectory(folder);
        await using var database = await Database.OpenCurrent(DatabaseAddress.Parse(null, folder));
        var tenant = (await FirstTenant.FindOrLay(database, NewTenant.Plan("Support", "UTC", "en"), TimeProvider.System))!.Value;
        await database.Write(async session => await PersonRows.Insert(
            session, tenant, new PersonId(await session.NextId()), new NewPerson("Ada Brandt", EmailAddress.Parse("ada@desk.example").Value, Role.Administrator), 0));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_data, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task User_WhenAddedChangedAndDeactivated_SaysSoToPeopleAndPrograms()
    {
        var added = await Run("user", "add", "sam@desk.example", "--name", "Sam Marsh", "--role", "agent", "--team", "Service Desk", "--json");
        added.Code.ShouldBe(0, added.Error);
        using var person = JsonDocument.Parse(added.Out);
        person.RootElement.GetProperty("link").GetString().ShouldNotBeNull().ShouldContain("/link/");

        (await Run("user", "role", "sam@desk.example", "lead")).ShouldSatisfyAllConditions(done => done.Code.ShouldBe(0), done => done.Out.ShouldContain("sam@desk.example is lead now"));
        (await Run("user", "list", "--find", "sam")).Out.ShouldContain("Sam Marsh (Service Desk)");
        (await Run("user", "link", "ada@desk.example")).Out.ShouldContain("/link/");
        (await Run("user", "deactivate", "sam@desk.example")).Out.ShouldContain("no longer comes in");
        using var inactive = JsonDocument.Parse((await Run("user", "list", "--kind", "inactive", "--json")).Out);
        inactive.RootElement.GetProperty("items")[0].GetProperty("email").GetString().ShouldBe("sam@desk.example");
    }

    [Theory]
    [InlineData(3, "people.email-taken", "user", "add", "ADA@desk.example", "--name", "Ada")]
    [InlineData(3, "people.unknown", "user", "role", "nobody@desk.example", "agent")]
    [InlineData(3, "people.own-role", "user", "deactivate", "ada@desk.example")]
    [InlineData(3, "people.role-unknown", "user", "role", "ada@desk.example", "boss")]
    [InlineData(3, "people.team-unknown", "user", "add", "kim@desk.example", "--name", "Kim", "--team", "Nowhere")]
    [InlineData(3, "user.by-unknown", "user", "list", "--by", "nobody@desk.example")]
    [InlineData(2, "", "user", "add", "kim@desk.example")]
    public async Task User_WhenRefused_EndsWithTheCodeOfIt(int code, string refusal, params string[] words)
    {
        var done = await Run(words);

        done.Code.ShouldBe(code, done.Error);
        done.Error.ShouldContain(refusal);
    }

    // The built program itself: beside the tests lies only its library.
    private static string Program()
    {
        var beside = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(beside.Parent!.Parent!.FullName, "Headway.Cli", beside.Name, "headway.dll");
    }

    private async Task<(int Code, string Out, string Error)> Run(params string[] words)
    {
        var asked = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["HEADWAY_DATA"] = _data, ["HEADWAY_DB"] = "" } };
        foreach (var word in words.Prepend(Program()))
        {
            asked.ArgumentList.Add(word);
        }

        using var process = Process.Start(asked)!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said, await wrong);
    }
}
