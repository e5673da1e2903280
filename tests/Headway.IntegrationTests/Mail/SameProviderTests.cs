using Headway.Application.Mail;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

public sealed class SameProviderTests
{
    [Theory]
    [InlineData("smtp.office365.com", "outlook.office365.com", true)]
    [InlineData("smtp.gmail.com", "IMAP.gmail.com.", true)]
    [InlineData("smtp.evil.example", "imap.gmail.com", false)]
    [InlineData("gmail.com.evil.example", "imap.gmail.com", false)]
    [InlineData("mail.evil.co.uk", "mail.desk.co.uk", false)]
    [InlineData("localhost", "localhost", false)]
    [InlineData("smtp.gmail.com", null, false)]
    public void Access_When_TheServerIsAnothers_Then_ItIsNotGiven(string host, string? mailbox, bool given) => MailSender.SameProvider(host, mailbox).ShouldBe(given);
}
