using Headway.Domain.Tickets;
using System.Text.Json.Nodes;
using Headway.Domain;
using Headway.Domain.Progression;

namespace Headway.Application.Mail;

/// <summary>
/// A message as it is understood: what it is, what was written now, and what that wants. <paramref name="Intent"/> is a code: of
/// a person's words (answer, chase …), or out-of-office, bounce, complaint-report, appointment, notice.
/// </summary>
public sealed record MailMeaning(MailVerdict Verdict, FoldedText Folded, string Intent);

/// <summary>Reads messages through the gateway and says what they mean; neither is trusted with a decision about a ticket.</summary>
public sealed class MailReader(GatewayProcess gateway)
{
    /// <summary>
    /// Reads a message from a file. With <paramref name="files"/> the files in it are put into that folder, each under the hash of
    /// its content. Refuses only when the gateway can't answer; whatever is wrong with the message is said in it, even when nothing of it could be read.
    /// </summary>
    public async Task<Outcome<ParsedMail>> Read(string file, string? files = null, CancellationToken stop = default)
    {
        var answer = await gateway.Ask("parse", new JsonObject { ["file"] = Path.GetFullPath(file), ["out"] = files }, stop);
        return answer is { Ok: true, Said: { } said } && said.TryGetProperty("message", out var message) ? ParsedMail.Read(message)
            : answer.Code == "UNREADABLE" ? ParsedMail.Unread(new FileInfo(file).Length, answer.Message ?? "")
            : MailRefusals.Unreadable.Because(answer.Message ?? MailRefusals.Unreadable.Message);
    }

    /// <param name="mail">The message.</param>
    /// <param name="questionOutstanding">Whether the ticket it belongs to waits for the customer's answer.</param>
    public static MailMeaning Meaning(ParsedMail mail, bool questionOutstanding = false)
    {
        var verdict = MailClassifier.Of(mail);
        var folded = QuoteFold.Of((mail.BareReturns ?? mail).Words);
        var intent = verdict.Class switch
        {
            MailClass.AutoReply => "out-of-office",
            MailClass.Bounce => "bounce",
            MailClass.Report => verdict.Rule == "feedback-report" ? "complaint-report" : "notice",
            MailClass.List => "notice",
            MailClass.Calendar => "appointment",
            _ => Code(IntentReader.Read(folded.Reply, questionOutstanding).Intent),
        };
        return new MailMeaning(verdict, folded, intent);
    }

    private static string Code(Intent intent) => intent == Intent.NotSolved ? "not-solved" : intent.ToString().ToLowerInvariant();
}
