using System.Text.Json;
using System.Text.Json.Nodes;
using Headway.Application.Access;
using Headway.Application.Flow;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using Headway.Web.Api;
using Headway.Web.Doors;

namespace Headway.Web.Mcp;

/// <summary>
/// Calls the tools: the same use cases as every other door, by a machine for the token's person. What is refused is a result that
/// says what to do.
/// </summary>
public sealed class McpCalls(TakeNext take, TicketFacesQuery tickets, TicketPageQuery pages, ProgressTicket progress, PromiseCustomer promise)
{
    private const int UsualEntries = 30, MostEntries = 100, UsualFound = 20, MostFound = 50;

    internal async Task<JsonObject> Do(HttpContext http, string tool, JsonElement? arguments, CancellationToken stop)
    {
        try
        {
            return tool switch
            {
                McpTools.Next => await Call<NextArguments>(arguments, asked => Next(Machine(http), asked, stop)),
                McpTools.Read => await Call<ReadArguments>(arguments, asked => Read(Machine(http), asked, stop)),
                McpTools.Progress => await Call<ProgressArguments>(arguments, asked => Progress(http, asked, stop)),
                McpTools.Promise => await Call<PromiseArguments>(arguments, asked => Promise(http, asked, stop)),
                _ => await Call<SearchArguments>(arguments, asked => Search(Machine(http), asked, stop)),
            };
        }
        catch (StorageException no)
        {
            return No(no.Refusal);
        }
    }

    // It is read by a model and never by a browser: a quotation mark is one.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Caller Machine(HttpContext http) => http.Caller() with { Machine = true };

    private async Task<Outcome<object>> Next(Caller caller, NextArguments asked, CancellationToken stop)
    {
        var taken = await take.Do(caller, asked.Team, stop);
        return taken.Then<object>(next => next is null
            ? new NextAnswer("There is nothing to do.", null, null, null)
            : new NextAnswer(
                $"It is yours until {ApiAnswer.Text(next.Claim.Until)}. Read the ticket, then end your touch with progress.",
                new ClaimJson(caller.Email ?? caller.Name, ApiAnswer.Text(next.Claim.Until), next.Claim.Fence), ActivityJson.Of(next.Activity), MachineTicket.Of(TicketJson.Of(next.Ticket))));
    }

    private async Task<Outcome<object>> Read(Caller caller, ReadArguments asked, CancellationToken stop)
    {
        if (asked.Ticket is not { } number)
        {
            return NoTicket();
        }

        var face = await tickets.One(caller, number, stop);
        if (face.Refusal is { } no)
        {
            return no;
        }

        var page = await pages.Read(caller, number, stop);
        return page.Then<object>(read =>
        {
            var said = read.Story.Where(entry => entry.Text is { } text && read.Texts.ContainsKey(text.Value)).ToList();
            var shown = Math.Clamp(asked.Entries ?? UsualEntries, 1, MostEntries);
            return new ReadAnswer(
                Outside.Notice, MachineTicket.Of(TicketJson.Of(face.Value)), [.. said.TakeLast(shown).Select(entry => Entry(read, entry))], Math.Max(0, said.Count - shown));
        });
    }

    private async Task<Outcome<object>> Progress(HttpContext http, ProgressArguments asked, CancellationToken stop)
    {
        if (asked.Ticket is not { } number)
        {
            return NoTicket();
        }

        if (string.IsNullOrWhiteSpace(asked.Status))
        {
            return ApiRefusals.NextMissing;
        }

        var (due, eta, promised, key) = (
            ApiRequest.Instant(http, "due", asked.Due), ApiRequest.Instant(http, "eta", asked.Eta), ApiRequest.Instant(http, "promise", asked.Promise), Key(http, McpTools.Progress, asked.Key, asked));
        if ((due.Refusal ?? eta.Refusal ?? promised.Refusal ?? key.Refusal) is { } no)
        {
            return no;
        }

        var on = new ActOn(Machine(http), number, asked.Version, key.Value.Value);
        return await Changed(on, await progress.Do(
            on, new TouchInput(asked.Status, asked.Reply, asked.Note, due.Value, eta.Value, promised.Value, asked.Owner, WaitsFor: asked.WaitsFor) { Minutes = asked.Minutes ?? 0 }, stop), stop);
    }

    private async Task<Outcome<object>> Promise(HttpContext http, PromiseArguments asked, CancellationToken stop)
    {
        if (asked.Ticket is not { } number)
        {
            return NoTicket();
        }

        var (at, key) = (ApiRequest.Instant(http, "at", asked.At), Key(http, McpTools.Promise, asked.Key, asked));
        if ((at.Refusal ?? key.Refusal) is { } no)
        {
            return no;
        }

        var on = new ActOn(Machine(http), number, asked.Version, key.Value.Value);
        return await Changed(on, await promise.Do(on, at.Value, asked.Note, asked.Told, stop), stop);
    }

    private async Task<Outcome<object>> Search(Caller caller, SearchArguments asked, CancellationToken stop)
    {
        var found = await tickets.Search(caller, asked.Words ?? "", Math.Clamp(asked.Limit ?? UsualFound, 1, MostFound), stop);
        return found.Then<object>(all => new FoundAnswer(Outside.Notice, [.. all.Select(one => MachineTicket.Of(TicketJson.Of(one)))]));
    }

    private async Task<Outcome<object>> Changed(ActOn on, Outcome<Changed> outcome, CancellationToken stop)
    {
        if (outcome.Refusal is { } no)
        {
            return no;
        }

        var (number, next) = ApiAnswer.Which(outcome.Value);
        var ticket = await tickets.One(on.Caller, number, stop);
        var followUp = next is { } opened && await tickets.One(on.Caller, opened, stop) is { IsRefused: false } other ? other.Value.Number : (long?)null;
        return ticket.Then<object>(face => new ActAnswer(Says(face), MachineTicket.Of(TicketJson.Of(face) with { FollowUp = followUp })));
    }

    private static string Says(TicketFace ticket) => ticket.Activities.Count == 0
        ? $"Done. Ticket {ticket.Number} is {ticket.Status.Value}."
        : $"Done. Next on ticket {ticket.Number}: {ticket.Activities[0].Status.Value}, due {ApiAnswer.Text(ticket.Activities[0].Due)}.";

    private static MachineEntry Entry(TicketPage page, StoryEntry entry)
    {
        var side = entry.Kind is StoryKind.Opened or StoryKind.CustomerMessage ? "customer" : entry.By.Kind switch
        {
            ActorKind.Staff => "desk",
            ActorKind.Machine => "machine",
            ActorKind.Automation => entry.Kind == StoryKind.ColleagueMessage ? "colleague" : "system",
            ActorKind.Customer => "customer",
            _ => "colleague",
        };
        var text = entry.Text is { } id && page.Texts.TryGetValue(id.Value, out var shown) ? shown.Body ?? "" : "";
        var person = entry.Kind == StoryKind.Opened ? entry.Person ?? page.State.Requester : entry.By.Person ?? entry.Person;
        var ours = side is "desk" or "machine" or "system";
        return new MachineEntry(
            ApiAnswer.Text(entry.At), entry.Kind.ToString(), side, person is { } known ? page.NameOf(known) : side, entry.CustomerVisible, ours ? Outside.Words(text).Text : null,
            ours ? null : Outside.Words(text));
    }

    private static Outcome<Keyed> Key<T>(HttpContext http, string tool, string? key, T asked) => ApiRequest.Keyed(
        http, key, $"mcp {tool}\n", JsonSerializer.SerializeToUtf8Bytes(asked, ApiRequest.Json));

    private static async Task<JsonObject> Call<T>(JsonElement? arguments, Func<T, Task<Outcome<object>>> tool)
        where T : class
    {
        T? asked;
        try
        {
            asked = arguments is { ValueKind: not JsonValueKind.Null } given ? given.Deserialize<T>(ApiRequest.Json) : JsonSerializer.Deserialize<T>("{}", ApiRequest.Json);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return No(ApiRefusals.Arguments.Because($"These arguments can't be read: {wrong.Message} Look at the tool's input schema and call it again."));
        }

        var outcome = asked is null ? ApiRefusals.Arguments : await tool(asked);
        return outcome.Refusal is { } no ? No(no) : Yes(outcome.Value);
    }

    private static Refusal NoTicket() => ApiRefusals.Arguments.Because("'ticket' is missing: the ticket's number, as next_activity or search tells it.");

    private static JsonObject Yes(object answer)
    {
        var said = JsonSerializer.SerializeToNode(answer, answer.GetType(), ApiAnswer.Web);
        return new JsonObject { ["content"] = Block(said?.ToJsonString(Plain) ?? ""), ["structuredContent"] = said, ["isError"] = false };
    }

    // As text alone: what is structured must have the shape that was promised for a good answer.
    private static JsonObject No(Refusal no) => new()
    {
        ["content"] = Block(new JsonObject { ["code"] = no.Code, ["message"] = no.Message }.ToJsonString(Plain)),
        ["isError"] = true,
    };

    private static JsonArray Block(string text) => [new JsonObject { ["type"] = "text", ["text"] = text }];
}
