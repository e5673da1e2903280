using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Headway.Application.Access;
using Headway.Application.SignOn;
using Headway.Application.Storage;
using Headway.Domain;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.SignOn;

public sealed class SignOnOnSqlite : SignOnSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class SignOnOnPostgres : SignOnSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>People come in at a provider; and what is tried with its word.</summary>
public abstract class SignOnSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Person_When_TheProviderNamesThem_Then_TheyComeInAsWhoTheyAreAndOnlyHere()
    {
        await using var desk = await SignOnDesk.Open(Engine);
        var begun = await desk.Begin("/tickets");
        var (to, session) = await desk.Back(begun, desk.Provider.Signed(desk.Claims(begun)));

        to.ShouldBe("/tickets");
        (await desk.Whose(session))!.Person.ShouldBe(desk.World.Principals["agent"].Caller!.Person);
        var spent = desk.Provider.Codes.Last();
        (spent["code"], spent["redirect_uri"], spent["client_id"]).ShouldBe(("c-1", "http://localhost/sign-in/with/answer", "headway"));
        Base64Url(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(spent["code_verifier"]))).ShouldBe(begun.Challenge);

        // By the name it gave before, whatever the address is now; and the address of one is not for another.
        (await desk.Whose((await desk.Come("new.name@home.example")).Session))!.Person.ShouldBe(desk.World.Principals["agent"].Caller!.Person);
        (await desk.Come(subject: "s-2")).To.ShouldBe("/sign-in?said=signon.linked-otherwise");
        (await desk.Come("customer@home.example", "s-3")).Session.ShouldNotBeNull().ShouldStartWith("headway-portal=");
        (await desk.Page("/sign-in?said=signon.linked-otherwise")).ShouldContain("Ask an administrator to part the two.");
    }

    [Fact]
    public async Task Token_When_AnythingInItIsNotSo_Then_NobodyComesIn()
    {
        await using var desk = await SignOnDesk.Open(Engine);
        async Task Refused(string code, Func<Begun, string> token)
        {
            var begun = await desk.Begin();
            var (to, session) = await desk.Back(begun, token(begun));
            (to, session).ShouldBe(($"/sign-in?said={code}", null));
        }

        Func<Begun, string> With(Action<JsonObject> change) => begun =>
        {
            var claims = desk.Claims(begun);
            change(claims);
            return desk.Provider.Signed(claims);
        };

        using var stranger = RSA.Create(2048);
        var earlier = await desk.Begin();
        var old = desk.Provider.Signed(desk.Claims(earlier));
        await Refused("signon.issuer-differs", With(claims => claims["iss"] = "https://evil.example"));
        await Refused("signon.audience", With(claims => claims["aud"] = "another"));
        await Refused("signon.audience", With(claims => claims["aud"] = new JsonArray("headway", "another")));
        await Refused("signon.audience", With(claims => claims["azp"] = "another"));
        await Refused("signon.expired", With(claims => claims["exp"] = desk.Now - 120));
        await Refused("signon.expired", With(claims => claims.Remove("exp")));
        await Refused("signon.expired", With(claims => claims["iat"] = desk.Now - 3_600));
        await Refused("signon.expired", With(claims => claims["iat"] = desk.Now + 3_600));
        await Refused("signon.nonce", With(claims => claims.Remove("nonce")));
        await Refused("signon.nonce", _ => old);
        await Refused("signon.signature", begun => desk.Provider.Signed(desk.Claims(begun), "none", null));
        await Refused("signon.signature", begun => desk.Provider.Signed(desk.Claims(begun), by: stranger));
        await Refused("signon.signature", begun => desk.Provider.Signed(desk.Claims(begun), keyId: "k9"));
        await Refused("signon.signature", With(claims => claims["at_hash"] = "not this one's"));

        // The public key, or a shared one among the published, taken for a secret.
        await Refused("signon.signature", begun => desk.Provider.Signed(desk.Claims(begun), "HS256", secret: desk.Provider.Key.ExportSubjectPublicKeyInfo()));
        await Refused("signon.signature", begun => desk.Provider.Signed(desk.Claims(begun), "HS256", "k2", secret: "an open secret, thirty-two bytes!"u8.ToArray()));
        await Refused("signon.signature", begun => desk.Provider.Signed(desk.Claims(begun), "HS256", secret: "a secret"u8.ToArray()));
        await Refused("signon.email-unproven", With(claims => claims["email_verified"] = false));
        await Refused("signon.email-unproven", With(claims => claims.Remove("email_verified")));
        await Refused("signon.email-unproven", With(claims => claims["email"] = "agent@elsewhere.example"));
        await Refused("signon.email-unproven", With(claims => claims["email"] = "agent@evil.home.example"));
        await Refused("signon.person-unknown", With(claims => claims["email"] = "nobody@home.example"));
        await Refused("signon.disabled", With(claims => claims["email"] = "disabled.agent@home.example"));
        await Refused("signon.signature", _ => "no token");
    }

    [Fact]
    public async Task Answer_When_ItIsNotOfThisBrowsersSignIn_Then_NobodyComesIn()
    {
        await using var desk = await SignOnDesk.Open(Engine);
        var (one, other) = (await desk.Begin(), await desk.Begin());
        string Honest(Begun begun) => desk.Provider.Signed(desk.Claims(begun));
        const string Lost = "/sign-in?said=signon.state-lost";

        (await desk.Back(one, Honest(one), state: other.State)).To.ShouldBe(Lost);
        (await desk.Back(one, Honest(one), cookie: "none=1")).To.ShouldBe(Lost);
        (await desk.Back(one, Honest(one), state: "made-up")).To.ShouldBe(Lost);
        (await desk.Back(one, Honest(one), more: "&iss=https%3A%2F%2Fevil.example")).To.ShouldBe("/sign-in?said=signon.issuer-differs");
        desk.Provider.Codes.ShouldBeEmpty("no code is spent for somebody else's sign-in");
        (await desk.Back(one, more: "&error=access_denied")).To.ShouldBe("/sign-in?said=signon.declined");

        // The provider holds the proof against the code: one that it does not take is worth nothing.
        desk.Provider.TokenStatus = 400;
        var third = await desk.Begin();
        (await desk.Back(third, Honest(third))).To.ShouldBe("/sign-in?said=signon.code-refused");
        desk.Provider.TokenStatus = 200;

        // An old answer again: its cookie is spent with it, and it is old after ten minutes.
        var fourth = await desk.Begin();
        desk.World.Time.Pass(TimeSpan.FromMinutes(11));
        (await desk.Back(fourth, Honest(fourth))).To.ShouldStartWith("/sign-in?said=");
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/portal")]
    public async Task Onward_When_ItLeadsElsewhere_Then_TheFirstPageIsShown(string to)
    {
        await using var desk = await SignOnDesk.Open(Engine);
        var come = await desk.Come(to: to);
        (come.To, come.Session is not null).ShouldBe(("/", true));
    }

    [Fact]
    public async Task Groups_When_TheyMeanSomething_Then_RoleAndTeamsFollowThemAndTheLastAdministratorStays()
    {
        await using var desk = await SignOnDesk.Open(Engine);
        var team = await desk.World.Get<Database>().Read(async session => new TeamId((await session.Number("SELECT min(id) FROM teams WHERE tenant = $1 AND desk", desk.World.Tenant.Value))!.Value));
        await desk.Set(draft => draft with
        {
            Newcomers = "agent",
            Groups = [new GroupMeaning("bosses", Role.Manager, null), new GroupMeaning("leads", Role.Lead, team), new GroupMeaning("desk", null, team)],
        });

        async Task<Caller?> Come(string email, string subject, params string[] groups) =>
            await desk.Whose((await desk.Come(email, subject, claims => claims["groups"] = new JsonArray([.. groups.Select(group => (JsonNode)group)]))).Session);

        var fresh = (await Come("fresh@home.example", "s-1", "desk", "others")).ShouldNotBeNull();
        (fresh.Role, fresh.Teams.Contains(team), fresh.Name).ShouldBe((Role.Agent, true, "Somebody"));
        var lead = (await Come("fresh@home.example", "s-1", "leads", "desk")).ShouldNotBeNull();
        (lead.Person, lead.Role, lead.Teams.Contains(team)).ShouldBe((fresh.Person, Role.Lead, true));
        (await Come("fresh@home.example", "s-1", "leads", "bosses"))!.Role.ShouldBe(Role.Manager);
        var after = (await Come("fresh@home.example", "s-1")).ShouldNotBeNull();
        (after.Role, after.Teams.Contains(team)).ShouldBe((Role.Agent, false), "what groups gave they take away");
        (await Come("administrator@home.example", "s-2", "leads"))!.Role.ShouldBe(Role.Administrator, "the only one there is");

        // With nobody new wanted, what a group gave and no longer gives is no way in.
        await desk.Set(draft => draft with { Groups = [new GroupMeaning("leads", Role.Lead, null)] });
        (await Come("lead@home.example", "s-3", "leads"))!.Role.ShouldBe(Role.Lead);
        (await desk.Come("lead@home.example", "s-3")).To.ShouldBe("/sign-in?said=signon.group-missing");
        (await desk.Come("other@home.example", "s-4")).To.ShouldBe("/sign-in?said=signon.group-missing");
    }

    [Fact]
    public async Task Provider_When_TriedOut_Then_ItIsSaidWhatIsNotSo()
    {
        await using var desk = await SignOnDesk.Open(Engine);
        async Task<(string What, string? Wrong)> Last() => (await desk.World.Get<TryProvider>().Do(desk.Administrator)).Value[^1] is var last ? (last.What, last.Wrong?.Code) : default;

        (await Last()).ShouldBe(("client", null));
        desk.Provider.CallsItself = "https://somebody.example";
        (await Last()).ShouldBe(("description", "signon.issuer-differs"));
        desk.Provider.CallsItself = null;
        await desk.Set(draft => draft with { Secret = "another" });
        (await Last()).ShouldBe(("client", "signon.client-refused"));
        var keep = desk.World.Get<KeepProvider>();
        ProviderDraft Draft(string issuer) => new("Company", issuer, "headway", "s", ["home.example"], null, null, [], true);
        (await keep.Keep(desk.Administrator, Draft("https://127.0.0.1/"), null))!.Code.ShouldBe("webhook.address-inside");
        (await keep.Keep(desk.Administrator, Draft("http://provider.example/"), null))!.Code.ShouldBe("signon.issuer-malformed");
        (await keep.Keep(desk.Administrator, Draft("https://provider.example/") with { Secret = null }, null))!.Code.ShouldBe("signon.client-missing", "a secret is shown to its own issuer only");
        (await keep.Keep(desk.Administrator, Draft(desk.Provider.Issuer) with { Domains = [] }, null))!.Code.ShouldBe("signon.domains-missing");
        (await keep.Keep(desk.World.Principals["lead"].Caller!, Draft(desk.Provider.Issuer), null))!.Code.ShouldBe("access.not-allowed");
        (await desk.World.Get<Database>().Read(session => session.Text("SELECT secret FROM sign_on WHERE tenant = $1", desk.World.Tenant.Value).AsTask()))!.ShouldNotContain("another");
        (await desk.Page("/sign-in?said=signon.declined")).ShouldContain("Sign in with Company");
        (await keep.Remove(desk.Administrator, null)).ShouldBeNull();
        using var gone = await desk.Client.GetAsync("/sign-in/with");
        gone.Headers.Location!.OriginalString.ShouldBe("/sign-in?said=signon.not-set");
    }

    private static string Base64Url(byte[] bytes) => Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(bytes);
}
