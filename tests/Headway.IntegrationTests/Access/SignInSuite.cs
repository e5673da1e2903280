using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

public sealed class SignInOnSqlite : SignInSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class SignInOnPostgres : SignInSuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class SignInSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task SignIn_WhenThePasswordIsRight_BeginsASession()
    {
        await using var place = await AccessPlace.Open(Engine);
        var sam = await place.WithPassword("sam@home.example");

        var step = await place.Get<SignIn>().WithPassword(place.From(), " SAM@home.example ", AccessPlace.Password);

        step.Value.Staff.ShouldBeTrue();
        var caller = await place.Get<Sessions>().Find(step.Value.Cookie);
        caller!.Person.ShouldBe(sam.Person);
        caller.Role.ShouldBe(Role.Agent);
        (await place.Number("SELECT count(*) FROM sessions WHERE id = $1", step.Value.Cookie)).ShouldBe(0, "the store keeps a hash");
    }

    [Fact]
    public async Task SignIn_WhenAnythingIsWrong_AnswersTheSame()
    {
        await using var place = await AccessPlace.Open(Engine);
        await place.WithPassword("sam@home.example");
        var gone = await place.WithPassword("gone@home.example");
        await place.Person(place.Tenant, "ann@home.example", Role.Customer);
        (await place.Get<ChangeStanding>().Disable(place.Ada, gone.Person)).ShouldBeNull();

        foreach (var (email, password) in new[]
        {
            ("sam@home.example", "wrong"), ("nobody@home.example", AccessPlace.Password), ("gone@home.example", AccessPlace.Password),
            ("ann@home.example", ""), ("not an address", "x"), ("", ""), ("sam@home.example", new string('x', 5000)),
        })
        {
            (await place.Get<SignIn>().WithPassword(place.From(source: email), email, password)).Refusal.ShouldBe(SignInRefusals.Refused, email);
        }
    }

    [Fact]
    public async Task SignIn_WhenGuessed200TimesThroughTwoNodes_LetsFivePassAndOthersIn()
    {
        await using var place = await AccessPlace.Open(Engine);
        await place.WithPassword("sam@home.example");
        await place.WithPassword("kim@home.example");
        await using var second = AccessPlace.Services(place.Database, place.Time);
        using var scope = second.CreateScope();
        SignIn[] nodes = [place.Get<SignIn>(), scope.ServiceProvider.GetRequiredService<SignIn>()];

        var tried = 0;
        for (var i = 0; i < 200; i++)
        {
            var step = await nodes[i % 2].WithPassword(place.From("203.0.113.9"), "sam@home.example", $"guess {i}");
            tried += step.Refusal == SignInRefusals.Refused ? 1 : 0;
            place.Time.Pass(TimeSpan.FromSeconds(1));
        }

        tried.ShouldBe(5);
        (await nodes[0].WithPassword(place.From("203.0.113.9"), "sam@home.example", AccessPlace.Password)).Refusal!.Code.ShouldBe("access.too-many");
        (await nodes[1].WithPassword(place.From("198.51.100.7"), "sam@home.example", AccessPlace.Password)).IsRefused.ShouldBeFalse("another source is not locked out");
        (await nodes[0].WithPassword(place.From("203.0.113.9"), "kim@home.example", AccessPlace.Password)).IsRefused.ShouldBeFalse("another account is not locked out");

        place.Time.Pass(TimeSpan.FromMinutes(15));
        (await nodes[0].WithPassword(place.From("203.0.113.9"), "sam@home.example", AccessPlace.Password)).IsRefused.ShouldBeFalse("waiting is enough");
    }

    [Fact]
    public async Task SignIn_WhenGuessedFromManySources_StillLetsAKnownOneIn()
    {
        await using var place = await AccessPlace.Open(Engine);
        await place.WithPassword("sam@home.example");
        var signIn = place.Get<SignIn>();
        (await signIn.WithPassword(place.From("198.51.100.7"), "sam@home.example", AccessPlace.Password)).IsRefused.ShouldBeFalse();

        for (var i = 0; i < 40; i++)
        {
            await signIn.WithPassword(place.From($"203.0.113.{i}"), "sam@home.example", "guess");
        }

        (await signIn.WithPassword(place.From("203.0.113.200"), "sam@home.example", AccessPlace.Password)).Refusal!.Code.ShouldBe("access.too-many");
        (await signIn.WithPassword(place.From("198.51.100.7"), "sam@home.example", AccessPlace.Password)).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public async Task Authenticator_WhenOn_AsksForACodeThatIsGoodOnce()
    {
        await using var place = await AccessPlace.Open(Engine);
        var sam = await place.WithPassword("sam@home.example");
        var factor = place.Get<SecondFactor>();
        var authenticator = factor.Begin(sam, "Headway");
        string Now() => Totp.Code(authenticator.Secret, place.Time.GetUtcNow().ToUnixTimeSeconds());

        (await factor.Confirm(sam, authenticator.Step, "000000")).Refusal.ShouldBe(SignInRefusals.CodeWrong);
        (await factor.Confirm(place.Ada, authenticator.Step, Now())).Refusal.ShouldBe(SignInRefusals.StepExpired);
        var recovery = (await factor.Confirm(sam, authenticator.Step, Now())).Value;

        async Task<SignInStep> Password() => (await place.Get<SignIn>().WithPassword(place.From(), "sam@home.example", AccessPlace.Password)).Value;
        var step = await Password();
        step.Cookie.ShouldBeNull();
        (await place.Get<SignIn>().WithCode(place.From(), step.Step!, Now())).Refusal.ShouldBe(SignInRefusals.CodeWrong, "it confirmed the authenticator already");
        place.Time.Pass(TimeSpan.FromSeconds(30));
        var good = Now();
        (await place.Get<SignIn>().WithCode(place.From(), step.Step!, good)).Value.Cookie.ShouldNotBeNull();
        (await place.Get<SignIn>().WithCode(place.From(), (await Password()).Step!, good)).Refusal.ShouldBe(SignInRefusals.CodeWrong);

        (await place.Get<SignIn>().WithCode(place.From(), (await Password()).Step!, recovery[3].ToLowerInvariant())).Value.Cookie.ShouldNotBeNull();
        (await place.Get<SignIn>().WithCode(place.From(), (await Password()).Step!, recovery[3])).Refusal.ShouldBe(SignInRefusals.CodeWrong);
        (await place.Get<SignIn>().WithCode(place.From(), "forged", good)).Refusal.ShouldBe(SignInRefusals.StepExpired);
    }

    [Fact]
    public async Task Code_WhenGuessed_IsThrottled()
    {
        await using var place = await AccessPlace.Open(Engine);
        var sam = await place.WithPassword("sam@home.example");
        var authenticator = place.Get<SecondFactor>().Begin(sam, "Headway");
        await place.Get<SecondFactor>().Confirm(sam, authenticator.Step, Totp.Code(authenticator.Secret, place.Time.GetUtcNow().ToUnixTimeSeconds()));
        var step = (await place.Get<SignIn>().WithPassword(place.From(), "sam@home.example", AccessPlace.Password)).Value.Step!;

        List<string> codes = [];
        for (var i = 0; i < 8; i++)
        {
            codes.Add((await place.Get<SignIn>().WithCode(place.From(), step, "123456")).Refusal!.Code);
        }

        codes.Count(code => code == "signin.code-wrong").ShouldBe(5);
        codes[^1].ShouldBe("access.too-many");
    }

    [Theory]
    [InlineData("short", "signin.password-short")]
    [InlineData("Password123!", "signin.password-common")]
    [InlineData("qwertyuiop", "signin.password-common")]
    [InlineData("1234567890", "signin.password-common")]
    [InlineData("P@ssw0rd2026", "signin.password-common")]
    [InlineData("Sommer2026!!", "signin.password-common")]
    [InlineData("abcabcabcabc", "signin.password-common")]
    [InlineData("sam.home.2026", "signin.password-common")]
    [InlineData("correct lampshade mixes otters", null)]
    [InlineData("kqzvw rtplm", null)]
    public async Task Password_WhenChosen_IsJudgedByLengthAndCommonness(string password, string? code)
    {
        await using var place = await AccessPlace.Open(Engine);
        var sam = await place.Person(place.Tenant, "sam@home.example", Role.Agent);
        var account = await place.Get<AccountStore>().Find(place.Tenant, sam.Person);

        (await place.Get<Passwords>().Set(account!, password))?.Code.ShouldBe(code);
        (await place.Get<SignIn>().WithPassword(place.From(), "sam@home.example", password)).IsRefused.ShouldBe(code is not null);
    }
}
