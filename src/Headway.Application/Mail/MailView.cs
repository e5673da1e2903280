using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Mail;

/// <summary>A mail's own HTML made harmless. <paramref name="Blocked"/>: pictures of other hosts that were not loaded.</summary>
public sealed record SafeMail(string Html, int Blocked);

/// <summary>Shows a mail as it was sent, without anything that could act. Only through the ticket it stands on, or the log.</summary>
public sealed class MailView(Database database, Blobs blobs, MailReader reader, MailPictures drawings)
{
    /// <summary>The HTML of an entry, if the caller sees it; with <paramref name="pictures"/> those of other hosts are loaded by the reader's browser.</summary>
    public async Task<Outcome<SafeMail>> OfText(Caller caller, long text, bool pictures, CancellationToken stop = default)
    {
        var args = new List<object?>();
        var where = caller.Where("t", args);
        args.Add(text);
        var forCustomers = caller.IsStaff ? "" : $" AND x.kind IN ({TicketScope.KindsForCustomers})";
        var html = await database.Read(
            session => session.Text(
                $"SELECT x.html FROM texts x JOIN tickets t ON t.tenant = x.tenant AND t.ticket = x.ticket WHERE {where} AND x.id = ${args.Count} AND NOT x.withdrawn AND x.html IS NOT NULL{forCustomers}",
                [.. args]).AsTask(),
            stop);
        return html is null ? MailboxRefusals.MailUnknown : Safe(html, pictures, await drawings.OfText(caller.Tenant, text, html, stop));
    }

    /// <summary>The words and the HTML of a logged message, read anew from its bytes.</summary>
    public async Task<Outcome<(string Words, SafeMail? Html)>> OfMail(Caller caller, LoggedMail mail, bool pictures, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var folder = Directory.CreateTempSubdirectory("headway-mail-");
        try
        {
            var read = await KeptMail.Read(blobs, reader, caller.Tenant, mail.Raw, folder.FullName, stop);
            var drawn = read.IsRefused ? new Dictionary<string, string>() : await drawings.OfMail(read.Value, folder.FullName, stop);
            return read.Then<(string, SafeMail?)>(parsed => (parsed.Words, parsed.Html is { } html ? Safe(html, pictures, drawn) : null));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SafeMail Safe(string html, bool pictures, IReadOnlyDictionary<string, string> drawn) => new(SafeHtml.Of(html, pictures, drawn, out var blocked), blocked);
}
