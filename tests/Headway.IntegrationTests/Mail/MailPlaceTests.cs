using Headway.Application.Mail;
using Headway.Application.Storage;
using Headway.IntegrationTests.Access;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

/// <summary>Links of mails and of webhooks lead where people reach the desk, whatever it listens on.</summary>
public sealed class MailPlaceTests
{
    [Fact]
    public async Task Link_When_TheDeskIsReachedByAnotherName_Then_ItLeadsThere()
    {
        await using var world = await World.Make(Engine.Sqlite, hidden: false, more: options => options with { BaseUrl = new Uri("https://help.calder.example/") });

        world.Get<MailPlace>().Desk.AbsoluteUri.ShouldBe("https://help.calder.example/");
    }
}
