using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

public sealed class PasskeysOnSqlite : PasskeySuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class PasskeysOnPostgres : PasskeySuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Passkeys from their making to their end.</summary>
public abstract class PasskeySuite
{
    private const string Origin = "http://localhost";

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Passkey_WhenAdded_LetsItsHolderInAndNobodyElse()
    {
        await using var world = await World.Make(Engine, hidden: false);
        using var key = await Added(world, "agent");
        (await world.Get<Passkeys>().Of(world.Principals["agent"].Caller!)).Single().ShouldSatisfyAllConditions(one => one.Name.ShouldBe("My laptop"), one => one.LastUsed.ShouldBeNull());

        var came = await Enter(world, key);
        came.Code.ShouldBe(200, came.Body);
        JsonElement.Parse(came.Body).GetProperty("to").GetString().ShouldBe("/next");
        came.Headers["Set-Cookie"].ShouldContain("headway=");
        (await world.Get<Passkeys>().Of(world.Principals["agent"].Caller!)).Single().LastUsed.ShouldNotBeNull();

        (await Enter(world, key, verified: false)).Body.ShouldContain("signin.passkey-refused");
        (await Enter(world, key, honest: false)).Body.ShouldContain("signin.passkey-refused");
        using var stranger = new SoftKey(Origin);
        (await Enter(world, stranger)).Body.ShouldContain("signin.passkey-refused");
        (await Enter(world, key)).Code.ShouldBe(200, "the honest one still works");
    }

    [Fact]
    public async Task Passkey_WhenShownAgainOrLate_IsRefused()
    {
        await using var world = await World.Make(Engine, hidden: false);
        using var key = await Added(world, "agent");
        var asked = await Ask(world);
        var shown = key.Get(asked.GetProperty("options"));

        (await Send(world, shown, asked.GetProperty("state").GetString()!)).Code.ShouldBe(200);
        (await Send(world, shown, asked.GetProperty("state").GetString()!)).Body.ShouldContain("signin.passkey-refused");
        (await Send(world, shown, "made up")).Body.ShouldContain("signin.step-expired");
        (await Send(world, "{}", asked.GetProperty("state").GetString()!)).Body.ShouldContain("signin.passkey-refused");
        (await Send(world, "nonsense", asked.GetProperty("state").GetString()!)).Body.ShouldContain("signin.passkey-refused");
    }

    [Fact]
    public async Task Passkey_WhenRemovedOrItsHolderDisabled_OpensNothing()
    {
        await using var world = await World.Make(Engine, hidden: false);
        using var one = await Added(world, "agent");
        using var other = await Added(world, "lead");
        var passkeys = world.Get<Passkeys>();
        var agent = world.Principals["agent"].Caller!;

        await passkeys.Rename(agent, one.Id, "  Old\nlaptop ");
        (await passkeys.Of(agent)).Single().Name.ShouldBe("Oldlaptop");
        await passkeys.Remove(world.Principals["lead"].Caller!, one.Id);
        (await passkeys.Of(agent)).Count.ShouldBe(1, "nobody removes another's");
        await passkeys.Remove(agent, one.Id);
        (await Enter(world, one)).Body.ShouldContain("signin.passkey-refused");
        (await world.Get<ChangeStanding>().Disable(world.Principals["administrator"].Caller!, world.Principals["lead"].Caller!.Person)).ShouldBeNull();
        (await Enter(world, other)).Body.ShouldContain("signin.passkey-refused");
    }

    [Fact]
    public async Task Passkey_WhenAnothersCeremonyIsFinished_IsNotAdded()
    {
        await using var world = await World.Make(Engine, hidden: false);
        var passkeys = world.Get<Passkeys>();
        var (agent, lead) = (world.Principals["agent"].Caller!, world.Principals["lead"].Caller!);
        var asked = (await passkeys.BeginAdding(agent, Make(world))).Value;
        using var key = new SoftKey(Origin);
        var made = key.Create(JsonElement.Parse(asked.Options));

        (await passkeys.Add(lead, Judge(world, made), asked.State, "x")).ShouldBe(SignInRefusals.StepExpired);
        (await passkeys.Add(agent, Judge(world, "{}"), asked.State, "x")).ShouldBe(SignInRefusals.PasskeyRefused);
        (await passkeys.Of(lead)).ShouldBeEmpty();
    }

    private static async Task<SoftKey> Added(World world, string principal)
    {
        var (passkeys, caller, key) = (world.Get<Passkeys>(), world.Principals[principal].Caller!, new SoftKey(Origin));
        var asked = (await passkeys.BeginAdding(caller, Make(world))).Value;
        (await passkeys.Add(caller, Judge(world, key.Create(JsonElement.Parse(asked.Options))), asked.State, "My laptop")).ShouldBeNull();
        return key;
    }

    private static async Task<Answer> Enter(World world, SoftKey key, bool verified = true, bool honest = true)
    {
        var asked = await Ask(world);
        return await Send(world, key.Get(asked.GetProperty("options"), verified, honest), asked.GetProperty("state").GetString()!);
    }

    private static async Task<JsonElement> Ask(World world) => JsonElement.Parse((await world.Principals["anonymous"].Ask(world, "POST", "/sign-in/passkey/ask")).Body);

    private static Task<Answer> Send(World world, string credential, string state) => world.Principals["anonymous"].Ask(
        world, "POST", "/sign-in/passkey", new Dictionary<string, string> { ["credential"] = credential, ["state"] = state });

    // The door's part.
    private static Func<PasskeyUserEntity, Task<PasskeyCreationOptionsResult>> Make(World world) => person => world.Get<IPasskeyHandler<Account>>().MakeCreationOptionsAsync(person, Http(world));

    private static Func<string, Task<PasskeyAttestationResult>> Judge(World world, string credential) => asked => world.Get<IPasskeyHandler<Account>>().PerformAttestationAsync(
        new PasskeyAttestationContext { HttpContext = Http(world), CredentialJson = credential, AttestationState = asked });

    private static DefaultHttpContext Http(World world)
    {
        var http = new DefaultHttpContext { RequestServices = world.Get<IServiceProvider>() };
        (http.Request.Scheme, http.Request.Host) = ("http", new HostString("localhost"));
        http.Request.Headers.Origin = Origin;
        return http;
    }
}
