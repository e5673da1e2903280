using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

public sealed class SessionOnSqlite : SessionSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class SessionOnPostgres : SessionSuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class SessionSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Session_WhenThePersonIsDisabled_EndsHereAtOnceAndElsewhereWithinFiveSeconds()
    {
        await using var place = await AccessPlace.Open(Engine);
        var sam = await place.WithPassword("sam@home.example");
        var cookie = await Cookie(place, "sam@home.example");
        await using var other = AccessPlace.Services(place.Database, place.Time);
        var there = other.GetRequiredService<Sessions>();
        (await there.Find(cookie)).ShouldNotBeNull();
        (await place.Get<Sessions>().Find(cookie)).ShouldNotBeNull();

        (await place.Get<ChangeStanding>().Disable(place.Ada, sam.Person)).ShouldBeNull();

        (await place.Get<Sessions>().Find(cookie)).ShouldBeNull();
        place.Time.Pass(TimeSpan.FromSeconds(5));
        (await there.Find(cookie)).ShouldBeNull();
    }

    [Fact]
    public async Task Session_WhenAnyCharacterOfTheCookieChanges_IsNobodys()
    {
        await using var place = await AccessPlace.Open(Engine);
        await place.WithPassword("sam@home.example");
        var cookie = await Cookie(place, "sam@home.example");
        var sessions = place.Get<Sessions>();

        for (var i = 0; i < cookie.Length; i++)
        {
            var forged = cookie.ToCharArray();
            forged[i] ^= (char)1;
            (await sessions.Find(new string(forged))).ShouldBeNull($"character {i}");
        }

        foreach (var forged in new[] { "", ".", "1.", cookie + "A", cookie[..^1], $"0{cookie}", $"-{cookie}", "9999999999999999999999." + cookie[^43..] })
        {
            (await sessions.Find(forged)).ShouldBeNull(forged);
        }
    }

    [Fact]
    public async Task Session_WhenEndedFromTheList_IsDeadAndOthersLive()
    {
        await using var place = await AccessPlace.Open(Engine);
        await place.WithPassword("sam@home.example");
        var (here, phone) = (await Cookie(place, "sam@home.example"), await Cookie(place, "sam@home.example"));
        var sessions = place.Get<Sessions>();
        var sam = (await sessions.Find(here))!;

        var listed = await sessions.Of(sam);
        listed.Count.ShouldBe(2);
        var other = listed.Single(one => !one.Current);
        (await sessions.End(place.Ada, other.Id)).ShouldBe(SignInRefusals.SessionUnknown, "another person's session does not exist");
        (await sessions.End(sam, other.Id)).ShouldBeNull();

        (await sessions.Find(phone)).ShouldBeNull();
        (await sessions.Find(here)).ShouldNotBeNull();
        await place.Get<OwnPassword>().SignOutEverywhere(sam);
        (await sessions.Find(here)).ShouldBeNull();
    }

    [Fact]
    public async Task Password_WhenChanged_EndsEverySessionAndGivesANewOne()
    {
        await using var place = await AccessPlace.Open(Engine);
        await place.WithPassword("sam@home.example");
        var (here, phone) = (await Cookie(place, "sam@home.example"), await Cookie(place, "sam@home.example"));
        var sessions = place.Get<Sessions>();
        var sam = (await sessions.Find(here))!;

        (await place.Get<OwnPassword>().Change(sam, "not it", "nine melancholy otters", null)).Refusal.ShouldBe(SignInRefusals.PasswordWrong);
        var renewed = (await place.Get<OwnPassword>().Change(sam, AccessPlace.Password, "nine melancholy otters", null)).Value;

        renewed.ShouldNotBe(here);
        (await sessions.Find(renewed)).ShouldNotBeNull();
        (await sessions.Find(here)).ShouldBeNull();
        (await sessions.Find(phone)).ShouldBeNull();
        (await place.Get<SignIn>().WithPassword(place.From(), "sam@home.example", AccessPlace.Password)).IsRefused.ShouldBeTrue();
    }

    [Fact]
    public async Task Session_WhenLeftAlone_Expires()
    {
        await using var place = await AccessPlace.Open(Engine);
        await place.WithPassword("sam@home.example");
        var cookie = await Cookie(place, "sam@home.example");

        place.Time.Pass(TimeSpan.FromHours(23));
        (await place.Get<Sessions>().Find(cookie)).ShouldNotBeNull("it is in use");
        place.Time.Pass(TimeSpan.FromHours(25));
        (await place.Get<Sessions>().Find(cookie)).ShouldBeNull();
    }

    [Fact]
    public async Task Role_WhenChanged_HoldsAtTheNextRequest()
    {
        await using var place = await AccessPlace.Open(Engine);
        var sam = await place.WithPassword("sam@home.example");
        var token = (await place.Get<Tokens>().Create(sam, "script")).Value;

        (await place.Get<ChangeStanding>().Role(place.Ada, sam.Person, Role.Manager)).ShouldBeNull();
        (await place.Get<Tokens>().Find(token))!.Role.ShouldBe(Role.Manager);

        (await place.Get<ChangeStanding>().Role(place.Ada, place.Ada.Person, Role.Agent)).ShouldBe(PeopleRefusals.OwnRole);
        (await place.Get<ChangeStanding>().Role(sam, place.Ada.Person, Role.Agent)).ShouldBe(AccessRefusals.NotAllowed);
    }

    [Fact]
    public async Task Token_WhenRevokedOrOfADisabledPerson_OpensNothing()
    {
        await using var place = await AccessPlace.Open(Engine);
        var sam = await place.WithPassword("sam@home.example");
        var tokens = place.Get<Tokens>();
        var (one, two) = ((await tokens.Create(sam, "one")).Value, (await tokens.Create(sam, "two", readOnly: true, NodaTime.Duration.FromDays(1))).Value);
        (await tokens.Find(one))!.ReadOnly.ShouldBeFalse();
        (await tokens.Find(two))!.Denies(Permission.ActOnTickets).ShouldBe(AccessRefusals.OnlyReads);
        (await tokens.Find(one + "x")).ShouldBeNull();
        (await tokens.Find("")).ShouldBeNull();

        var listed = await tokens.Of(sam);
        (await tokens.Revoke(place.Ada, listed[0].Id)).ShouldBe(SignInRefusals.TokenUnknown);
        (await tokens.Revoke(sam, listed[0].Id)).ShouldBeNull();
        (await tokens.Find(one)).ShouldBeNull();
        place.Time.Pass(TimeSpan.FromDays(1));
        (await tokens.Find(two)).ShouldBeNull("it expired");
        var three = (await tokens.Create(sam, "three")).Value;
        await place.Get<ChangeStanding>().Disable(place.Ada, sam.Person);
        (await tokens.Find(three)).ShouldBeNull();
    }

    private static async Task<string> Cookie(AccessPlace place, string email) =>
        (await place.Get<SignIn>().WithPassword(place.From(), email, AccessPlace.Password)).Value.Cookie.ShouldNotBeNull();
}
