using Headway.Application.Access;
using Headway.Application.SignOn;
using Headway.Application.Storage;
using Headway.IntegrationTests.Access;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.SignOn;

/// <summary>What we made of the standard meets what others made of it.</summary>
public sealed class RealProviderTests
{
    [Fact]
    public async Task Person_When_TheySignInAtARealProvider_Then_TheyAreWhoItSaysWithWhatTheirGroupsGive()
    {
        Assert.SkipWhen(RealProvider.Missing is not null, RealProvider.Missing ?? "");
        await using var world = await World.Make(Engine.Sqlite, hidden: false, outbound: "localhost");
        using var provider = await RealProvider.Start(world.Time.GetUtcNow(), "http://localhost/sign-in/with/answer", new Dictionary<string, object>
        {
            ["p-1"] = new { email = "agent@home.example", email_verified = true, name = "Agent", groups = new[] { "desk-leads" } },
            ["p-2"] = new { email = "agent@home.example", email_verified = false, name = "Not proven" },
        });
        var administrator = world.Principals["administrator"].Caller!;
        var draft = new ProviderDraft(
            "Company", provider.Issuer, "headway", "a secret of the tests, long enough", ["home.example"], null, null, [new GroupMeaning("desk-leads", Role.Lead, null)], true);
        (await world.Get<KeepProvider>().Keep(administrator, draft, null)).ShouldBeNull();
        (await world.Get<TryProvider>().Do(administrator)).Value.ShouldAllBe(check => check.Wrong == null);

        using var client = world.Client();
        async Task<(string To, string? Session)> Come(string who)
        {
            using var begun = await client.GetAsync("/sign-in/with?to=%2Ftickets");
            var back = await RealProvider.SignIn(begun.Headers.Location!, who);
            using var request = new HttpRequestMessage(HttpMethod.Get, back.PathAndQuery);
            request.Headers.Add("Cookie", string.Join("; ", begun.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
            using var answer = await client.SendAsync(request);
            return (answer.Headers.Location!.OriginalString, answer.Headers.TryGetValues("Set-Cookie", out var cookies)
                ? cookies.Select(one => one.Split(';')[0]).FirstOrDefault(one => one.StartsWith("headway=", StringComparison.Ordinal)) : null);
        }

        var come = await Come("p-1");
        come.To.ShouldBe("/tickets");
        var caller = (await world.Get<Sessions>().Find(come.Session!["headway=".Length..])).ShouldNotBeNull();
        (caller.Person, caller.Role).ShouldBe((world.Principals["agent"].Caller!.Person, Role.Lead));
        (await Come("p-2")).ShouldBe(("/sign-in?said=signon.email-unproven", null));
        (await Come("nobody")).ShouldBe(("/sign-in?said=signon.declined", null));
    }
}
