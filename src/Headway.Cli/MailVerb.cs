using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headway.Application.Mail;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Headway.Cli;

/// <summary><c>headway mail parse FILE|DIR|-</c>: prints what each message is and says. <c>mail receive</c>: takes one in.</summary>
public static class MailVerb
{
    private const int AtOnce = 4;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Command()
    {
        var what = new Argument<string>("what") { Description = "A message, a folder of messages, or - for one path a line on standard input." };
        var json = new Option<bool>("--json") { Description = "Print a line of JSON a message." };
        var parse = new Command("parse", "Read messages and print what they are.") { what, json };
        parse.SetAction((parsed, stop) => Parse(parsed.GetValue(what)!, parsed.GetValue(json), stop));
        return new Command("mail", "Read messages, or take one in.") { parse, ReceiveVerb.Command() };
    }

    private static async Task<int> Parse(string what, bool json, CancellationToken stop)
    {
        if (what != "-" && !File.Exists(what) && !Directory.Exists(what))
        {
            return Verbs.Fail(Verbs.BadArguments, $"there is no {what}");
        }

        await using var gateway = new GatewayProcess(GatewayProgram.Installed(), TimeProvider.System, NullLogger<GatewayProcess>.Instance);
        var reader = new MailReader(gateway);
        var waiting = new Queue<Task<string>>();
        foreach (var file in Files(what))
        {
            waiting.Enqueue(Say(reader, file, json, stop));
            if (waiting.Count >= AtOnce)
            {
                await Console.Out.WriteLineAsync(await waiting.Dequeue());
            }
        }

        while (waiting.TryDequeue(out var said))
        {
            await Console.Out.WriteLineAsync(await said);
        }

        return Verbs.Done;
    }

    private static IEnumerable<string> Files(string what)
    {
        if (what == "-")
        {
            while (Console.In.ReadLine() is { } line)
            {
                if (line.Trim() is { Length: > 0 } path)
                {
                    yield return path;
                }
            }
        }
        else if (File.Exists(what))
        {
            yield return what;
        }
        else
        {
            foreach (var file in Directory.EnumerateFiles(what, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                yield return file;
            }
        }
    }

    private static async Task<string> Say(MailReader reader, string file, bool json, CancellationToken stop)
    {
        var read = await reader.Read(file, stop: stop);
        if (read.IsRefused)
        {
            return json ? Json(file, null, read.Refusal!.Message).ToJsonString(Plain) : $"{file}: {read.Refusal!.Message}";
        }

        var mail = read.Value;
        if (json)
        {
            return Json(file, mail, mail.Error).ToJsonString(Plain);
        }

        var meaning = MailReader.Meaning(mail);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {meaning.Verdict.Code} ({meaning.Verdict.Rule}), {meaning.Intent}, from {mail.From.FirstOrDefault()?.Address ?? "nobody"}: {mail.Subject}{(mail.Error is null ? "" : $"  [{mail.Error}]")}");
    }

    private static JsonObject Json(string file, ParsedMail? mail, string? error)
    {
        var meaning = mail is null ? null : MailReader.Meaning(mail);
        return new JsonObject
        {
            ["file"] = file, ["subject"] = mail?.Subject, ["from"] = People(mail?.From), ["to"] = People(mail?.To), ["cc"] = People(mail?.Cc),
            ["replyTo"] = People(mail?.ReplyTo), ["messageId"] = mail?.MessageId, ["inReplyTo"] = mail?.InReplyTo,
            ["references"] = new JsonArray([.. (mail?.References ?? []).Select(id => JsonValue.Create(id))]),
            ["date"] = mail?.Date is { } at ? Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds()).ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null,
            ["autoSubmitted"] = mail?.Header("auto-submitted"), ["class"] = meaning?.Verdict.Code,
            ["parts"] = new JsonArray([.. (mail?.Parts ?? []).Select(Part)]),
            ["text"] = mail?.Words, ["replyText"] = meaning?.Folded.Reply, ["intent"] = meaning?.Intent, ["error"] = error,
        };
    }

    private static JsonArray People(IReadOnlyList<MailPerson>? people) =>
        [.. (people ?? []).Select(one => new JsonObject { ["name"] = one.Name, ["address"] = one.Address })];

    private static JsonObject Part(MailPart part) => new()
    {
        ["type"] = part.Type, ["name"] = part.Name, ["disposition"] = part.Disposition, ["cid"] = part.Cid, ["length"] = part.Length, ["sha256"] = part.Sha256,
    };
}
