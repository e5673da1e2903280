using Headway.Application.Mail;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

public sealed class MailFoldersTests
{
    [Fact]
    public async Task Folder_When_GivenBack_Then_NothingOfTheMessageStaysAndTheNextOneHasIt()
    {
        var folders = new MailFolders();
        string folder;
        using (var lent = folders.Take())
        {
            folder = lent.Folder;
            await File.WriteAllTextAsync(lent.Message, "From: ann@client.example");
            await File.WriteAllTextAsync(Path.Combine(folder, "a-file-of-it"), "Words.");
            using var other = folders.Take();
            other.Folder.ShouldNotBe(folder);
            lent.Settle();
        }

        Directory.GetFiles(folder).Select(file => (Path.GetFileName(file), new FileInfo(file).Length)).ShouldBe([("message.eml", 0L)]);
        using (var again = folders.Take())
        {
            Directory.Delete(again.Folder, recursive: true);
        }

        // One that somebody else took away is no hindrance.
        using (var anew = folders.Take())
        {
            await File.WriteAllTextAsync(anew.Message, "To: it@calder.example");
            folder = anew.Folder;
            anew.Settle();
        }

        folders.Dispose();
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public void Folder_When_ItsReaderWasNotWaitedFor_Then_NoOtherMessageEverGetsIt()
    {
        using var folders = new MailFolders();
        string folder;
        using (var lent = folders.Take())
        {
            folder = lent.Folder;
        }

        // The reader goes on after all.
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "a-file-of-the-first"), "Words.");
        using (var other = folders.Take())
        {
            other.Folder.ShouldNotBe(folder);
            other.Settle();
        }

        Directory.Delete(folder, recursive: true);
    }
}
