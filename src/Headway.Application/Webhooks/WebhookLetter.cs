using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headway.Application.Mail;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Webhooks;

/// <summary>What a ticket is called when it is told of.</summary>
internal sealed record WebhookTopic(long? Number, string? Subject, string? Team, string Language)
{
    /// <summary>The number of the ticket as part of which it goes on.</summary>
    public long? Into { get; init; }
}

/// <summary>What a receiver reads: data for a program, a line for a chat. Never what somebody wrote to or about a customer, only the subject.</summary>
internal static class WebhookLetter
{
    public static string Write(Webhook to, WebhookOrder order, WebhookTopic topic, Uri desk, ReaderWords words)
    {
        var link = topic.Number is { } number ? new Uri(desk, string.Create(CultureInfo.InvariantCulture, $"/tickets/{number}")).AbsoluteUri : desk.AbsoluteUri;
        if (to.Kind == WebhookKind.Signed)
        {
            var told = JsonSerializer.SerializeToNode(new
            {
                type = order.Event,
                timestamp = InstantPattern.General.Format(Instant.FromUnixTimeMilliseconds(order.AtMs)),
                data = new { ticket = topic.Number, subject = topic.Subject, status = order.Status, priority = order.Priority, team = topic.Team, version = order.Version, url = link },
            })!.AsObject();
            if (topic.Into is { } into)
            {
                told["data"]!["into"] = into;
            }

            return told.ToJsonString();
        }

        var said = words.Say(topic.Language, $"webhook.says-{order.Event.Replace('.', '-').Replace('_', '-')}", []) ?? order.Event;
        said = topic.Into is { } other ? $"{said} #{other}" : said;
        var about = topic.Number is null ? said : string.Join(" · ", new[] { $"#{topic.Number} {Plain(topic.Subject)}", said, order.Priority, topic.Team is { } team ? Plain(team) : null }.Where(part => part is not null));
        return to.Kind == WebhookKind.Slack
            ? new JsonObject { ["text"] = $"{about}\n{link}" }.ToJsonString()
            : new JsonObject
            {
                ["type"] = "message",
                ["attachments"] = new JsonArray(new JsonObject
                {
                    ["contentType"] = "application/vnd.microsoft.card.adaptive",
                    ["content"] = new JsonObject
                    {
                        ["type"] = "AdaptiveCard", ["version"] = "1.4",
                        ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = about, ["wrap"] = true }),
                        ["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = words.Say(topic.Language, "webhook.open", []) ?? "Open", ["url"] = link }),
                    },
                }),
            }.ToJsonString();
    }

    // A subject is a stranger's: it calls nobody, links nowhere and formats nothing.
    private static string Plain(string? text) => string.Concat((text ?? "").Select(c => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '@' or '*' or '_' or '~' or '`' or '[' or ']' or '|' or '\\' or '!' or '#' => $"{c}\u200b",
        _ when char.IsControl(c) => " ",
        _ => c.ToString(),
    })).Replace("://", ":\u200b//", StringComparison.Ordinal);
}
