using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

public sealed class LinkOnSqlite : LinkSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class LinkOnPostgres : LinkSuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class LinkSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Link_WhenACustomerAsks_SignsInOnceAndOnlyOnce()
    {
        await using var place = await AccessPlace.Open(Engine);
        var ann = await place.Person(place.Tenant, "ann@home.example", Role.Customer);
        (await place.Get<SignInLinks>().Request(place.From(), "Ann@home.example")).ShouldBeNull();
        var carried = Carried(await place.LastLink());

        (await place.Get<OneTimeLinks>().Look(carried)).Value.Purpose.ShouldBe(LinkPurpose.SignIn);
        (await place.Get<OneTimeLinks>().Look(carried)).Value.Person.ShouldBe(ann.Person, "looking spends nothing");
        var step = (await place.Get<SignInLinks>().Enter(place.From(), carried)).Value;

        (await place.Get<Sessions>().Find(step.Cookie))!.Role.ShouldBe(Role.Customer);
        (await place.Get<SignInLinks>().Enter(place.From(), carried)).Refusal.ShouldBe(SignInRefusals.LinkDead);
        (await place.Get<OneTimeLinks>().Look(carried)).Refusal.ShouldBe(SignInRefusals.LinkDead);
    }

    [Fact]
    public async Task Link_WhenTwoUseItAtOnce_LetsOneIn()
    {
        await using var place = await AccessPlace.Open(Engine);
        await place.Person(place.Tenant, "ann@home.example", Role.Customer);
        await place.Get<SignInLinks>().Request(place.From(), "ann@home.example");
        var carried = Carried(await place.LastLink());

        var steps = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => place.Get<SignInLinks>().Enter(place.From(), carried)));

        steps.Count(step => !step.IsRefused).ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\0")]
    [InlineData("%00")]
    [InlineData("1.")]
    [InlineData("1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData(null)]
    public async Task Link_WhenItIsNone_IsDead(string? carried)
    {
        await using var place = await AccessPlace.Open(Engine);

        (await place.Get<OneTimeLinks>().Look(carried)).Refusal.ShouldBe(SignInRefusals.LinkDead);
        (await place.Get<SignInLinks>().Enter(place.From(), carried)).Refusal.ShouldBe(SignInRefusals.LinkDead);
        (await place.Get<SignInLinks>().SetPassword(carried, AccessPlace.Password)).ShouldBe(SignInRefusals.LinkDead);
        (await place.Get<Claiming>().Claim(place.From(), carried, "Mallory", "m@x.example", AccessPlace.Password)).Refusal.ShouldBe(SignInRefusals.LinkDead);
    }

    [Fact]
    public async Task Link_WhenOld_IsDead()
    {
        await using var place = await AccessPlace.Open(Engine);
        var ann = await place.Person(place.Tenant, "ann@home.example", Role.Customer);
        var copied = Carried((await place.Get<CopyLink>().Do(place.Ada, ann.Person)).Value);

        place.Time.Pass(TimeSpan.FromHours(25));

        (await place.Get<SignInLinks>().Enter(place.From(), copied)).Refusal.ShouldBe(SignInRefusals.LinkDead);
    }

    [Fact]
    public async Task Link_WhenTheAddressIsUnknown_AnswersTheSameAndSendsNothing()
    {
        await using var place = await AccessPlace.Open(Engine);

        (await place.Get<SignInLinks>().Request(place.From(), "nobody@home.example")).ShouldBeNull();

        (await place.LastLink()).ShouldBeNull();
    }

    [Fact]
    public async Task Link_WhenAskedForAgainAndAgain_IsSentFiveTimes()
    {
        await using var place = await AccessPlace.Open(Engine);
        await place.Person(place.Tenant, "ann@home.example", Role.Customer);

        for (var i = 0; i < 30; i++)
        {
            await place.Get<SignInLinks>().Request(place.From($"203.0.113.{i}"), "ann@home.example");
        }

        (await place.Number("SELECT count(*) FROM outbox WHERE tenant = $1", place.Tenant.Value)).ShouldBe(5);
    }

    [Fact]
    public async Task Link_WhenOfStaff_SetsAPasswordButNeverSignsIn()
    {
        await using var place = await AccessPlace.Open(Engine);
        await place.WithPassword("sam@home.example");
        await place.Get<SignInLinks>().Request(place.From(), "sam@home.example");
        var carried = Carried(await place.LastLink());

        (await place.Get<SignInLinks>().Enter(place.From(), carried)).Refusal.ShouldBe(SignInRefusals.LinkDead);
        (await place.Get<SignInLinks>().SetPassword(carried, "password123")).ShouldBe(SignInRefusals.PasswordCommon, "the link lives on");
        (await place.Get<SignInLinks>().SetPassword(carried, "nine melancholy otters")).ShouldBeNull();

        (await place.Get<SignInLinks>().SetPassword(carried, "ten melancholy otters")).ShouldBe(SignInRefusals.LinkDead);
        (await place.Get<SignIn>().WithPassword(place.From(), "sam@home.example", "nine melancholy otters")).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public async Task Invitation_WhenAccepted_LetsThePersonInWithTheirRole()
    {
        await using var place = await AccessPlace.Open(Engine);
        var invited = (await place.Get<InviteStaff>().Do(place.Ada, New("Lee", "lee@home.example", Role.Lead), [place.Desk])).Value;

        invited.Link.ShouldStartWith("https://desk.example/link/");
        (await place.Get<SignInLinks>().SetPassword(Carried(invited.Link), AccessPlace.Password)).ShouldBeNull();
        var step = (await place.Get<SignIn>().WithPassword(place.From(), "lee@home.example", AccessPlace.Password)).Value;
        var lee = (await place.Get<Sessions>().Find(step.Cookie))!;

        lee.Role.ShouldBe(Role.Lead);
        lee.Leads.ShouldContain(place.Desk);
    }

    [Fact]
    public async Task Claim_WhenTheDeskIsEmpty_MakesOneAdministratorWithTheCode()
    {
        await using var place = await AccessPlace.Open(Engine);
        var tenant = await place.NewTenant("Fresh");
        var (first, code) = (await place.Get<Claiming>().Offer(tenant), await place.Get<Claiming>().Offer(tenant));
        var from = place.From(tenant: tenant);

        (await place.Get<Claiming>().Claim(from, first, "Ada", "ada@fresh.example", AccessPlace.Password)).Refusal.ShouldBe(SignInRefusals.LinkDead, "only the last code printed");
        (await place.Get<Claiming>().Claim(from, code, "Ada", "ada@fresh.example", "short")).Refusal.ShouldBe(SignInRefusals.PasswordShort);
        var step = (await place.Get<Claiming>().Claim(from, code, "Ada", "ada@fresh.example", AccessPlace.Password)).Value;

        var ada = (await place.Get<Sessions>().Find(step.Cookie))!;
        ada.Role.ShouldBe(Role.Administrator);
        ada.Tenant.ShouldBe(tenant);
        (await place.Get<Claiming>().Claim(from, code, "Eve", "eve@fresh.example", AccessPlace.Password)).Refusal.ShouldBe(SignInRefusals.LinkDead);
        (await place.Get<Claiming>().Offer(tenant)).ShouldBeNull();
    }

    internal static NewPerson New(string name, string email, Role role) => new(name, EmailAddress.Parse(email).Value, role);

    internal static string Carried(string? link) => link.ShouldNotBeNull()[(link!.IndexOf("/link/", StringComparison.Ordinal) + 6)..];
}
