using System.Net;
using Headway.Application.Access;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

/// <summary>Access by token: renewed with what the provider gave last, and what it refuses is said without a secret.</summary>
public sealed class MailboxTokenTests
{
    [Fact]
    public async Task Access_When_TheProviderGivesANewRefreshToken_Then_ItIsKeptAndUsedNext()
    {
        await using var desk = await MailDesk.On(Engine.Sqlite);
        var (secrets, mailbox, provider) = await SetUp(desk);
        provider.Answer = """{"access_token":"one","expires_in":3600,"refresh_token":"second"}""";

        var first = await secrets.AccessToken(mailbox, (await secrets.Find(desk.Tenant, mailbox.Id, default)).ShouldNotBeNull(), default);
        var again = await secrets.AccessToken(mailbox, (await secrets.Find(desk.Tenant, mailbox.Id, default)).ShouldNotBeNull(), default);
        secrets.Forget(mailbox.Id);
        await secrets.AccessToken(mailbox, (await secrets.Find(desk.Tenant, mailbox.Id, default)).ShouldNotBeNull(), default);

        (first.Value, again.Value).ShouldBe(("one", "one"));
        provider.Asked.Count.ShouldBe(2, "a token that still holds is not asked for again");
        provider.Asked[0].ShouldContain("refresh_token=first");
        provider.Asked[0].ShouldContain("client_secret=shared");
        provider.Asked[1].ShouldContain("refresh_token=second");
        (await desk.Count("SELECT count(*) FROM mailboxes WHERE tenant = $1 AND secret LIKE '%second%'")).ShouldBe(0, "it lies sealed");
    }

    [Fact]
    public async Task Access_When_TheProviderRefuses_Then_ItIsSaidInWordsWithoutASecret()
    {
        await using var desk = await MailDesk.On(Engine.Sqlite);
        var (secrets, mailbox, provider) = await SetUp(desk);
        (provider.Answer, provider.Status) = ("""{"error":"invalid_grant","error_description":"first is gone"}""", HttpStatusCode.BadRequest);

        var refused = (await secrets.AccessToken(mailbox, (await secrets.Find(desk.Tenant, mailbox.Id, default)).ShouldNotBeNull(), default)).Refusal.ShouldNotBeNull();

        refused.Message.ShouldContain("invalid_grant");
        refused.Message.ShouldContain("new refresh token");
        refused.Message.ShouldNotContain("first");
    }

    [Theory]
    [InlineData("https://169.254.169.254/token")]
    [InlineData("https://10.0.0.7/token")]
    [InlineData("https://[::ffff:192.168.0.1]/token")]
    [InlineData("https://2130706434/token")]
    public async Task Access_When_TheTokenAddressLeadsInside_Then_NothingIsSentThere(string address)
    {
        await using var desk = await MailDesk.On(Engine.Sqlite);
        var secrets = desk.Desk.Get<MailboxSecrets>();
        var server = new MailboxServer("imap.example", User: "it@calder.example", SignIn: MailboxSignIn.OAuth, TokenUrl: address, ClientId: "desk", Scope: "mail");
        var id = await desk.Desk.Get<Mailboxes>().Save(
            desk.Desk.Sam with { Role = Role.Administrator }, null, new MailboxWanted("Token", "token@calder.example", server, null, Secret: new MailboxSecret(RefreshToken: "first")));
        var mailbox = (await desk.Database.Read(session => MailboxRows.Find(session, desk.Tenant, id.Value))).ShouldNotBeNull();

        var refused = (await secrets.AccessToken(mailbox, (await secrets.Find(desk.Tenant, mailbox.Id, default)).ShouldNotBeNull(), default)).Refusal.ShouldNotBeNull();

        refused.Code.ShouldBe(MailboxRefusals.NotReached.Code);
        refused.Message.ShouldStartWith("The provider's token address does not answer: ");
    }

    private static async Task<(MailboxSecrets Secrets, Mailbox Mailbox, Provider Provider)> SetUp(MailDesk desk)
    {
        var provider = new Provider();
        var secrets = desk.Desk.Get<MailboxSecrets>();
        secrets.Way = provider;
        var server = new MailboxServer("imap.example", User: "it@calder.example", SignIn: MailboxSignIn.OAuth, TokenUrl: "https://login.example/token", ClientId: "desk", Scope: "mail");
        var id = await desk.Desk.Get<Mailboxes>().Save(
            desk.Desk.Sam with { Role = Role.Administrator }, null, new MailboxWanted("Token", "token@calder.example", server, null, Secret: new MailboxSecret(RefreshToken: "first", ClientSecret: "shared")));
        return (secrets, (await desk.Database.Read(session => MailboxRows.Find(session, desk.Tenant, id.Value))).ShouldNotBeNull(), provider);
    }

    private sealed class Provider : HttpMessageHandler
    {
        public string Answer { get; set; } = "{}";

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public List<string> Asked { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(Status) { Content = new StringContent(Answer) };
        }
    }
}
