using System.Globalization;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Chases;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Chases;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Web.Api;

/// <summary><c>POST /tickets/{number}/chases</c> and <c>POST /chases/{id}/verdict</c>: where is it, and what that was.</summary>
internal static class ChaseApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/tickets/{number}/chases", Ask).Produces<TicketJson>()
            .Describe<ChaseBody>("Write down a chase", "The customer asks where it is: its answer is due within a business hour, the work keeps its due.", """{"text":"Any news on the scanner?","channel":"phone"}""");
        api.MapPost("/chases/{id}/verdict", Judge).Produces<TicketJson>()
            .Describe<VerdictBody>("Judge a chase", "Whether it was valid, and on what ground; it closes when it is answered too.", """{"valid":true,"ground":"b","cause":"The part was late and nobody said so."}""");
    }

    private static Task<IResult> Ask(
        HttpContext http, WriteMessage write, RequesterBook people, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<ChaseBody>(http, tickets, number, stop, async (on, body) =>
        {
            var channel = ApiCodes.Channel(body.Channel, Channel.Api);
            if (channel.Refusal is { } no)
            {
                return no;
            }

            PersonId? from = null;
            if (body.From is { } address && (from = await people.Find(on.Caller.Tenant, address, stop)) is null)
            {
                return TicketRefusals.PersonUnknown.Because($"Nobody has the address {address} here.");
            }

            return await write.Do(on, new CustomerInput(Intent.Chase, body.Text, channel.Value, from), stop);
        });

    // A chase is named like its activity: the ticket's number and the seq of its opening, 1042-7.
    private static async Task<IResult> Judge(HttpContext http, ReviewChase verdicts, TicketFacesQuery tickets, string id, CancellationToken stop)
    {
        var parts = id.Split('-');
        return parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var activity)
            ? ApiAnswer.Refuse(ChaseRefusals.Unknown)
            : await TouchApi.Act<VerdictBody>(http, tickets, parts[0], stop, async (on, body) =>
            {
                var ground = body.Ground is { } letter ? ChaseWords.Ground(letter) : null;
                return Finding(body.Valid) is not { } finding || (body.Ground is not null && ground is null)
                    ? ApiRefusals.Malformed.Because("Say valid: true, false or \"not-a-chase\", and for a valid one its ground: a, b or c.")
                    : await verdicts.Do(on, activity, new ChaseVerdict(finding, ground, body.Cause), stop);
            });
    }

    private static ChaseFinding? Finding(JsonElement? valid) => valid?.ValueKind switch
    {
        JsonValueKind.True => ChaseFinding.Valid,
        JsonValueKind.False => ChaseFinding.NotValid,
        JsonValueKind.String => ChaseWords.Finding(valid.Value.GetString() ?? ""),
        _ => null,
    };
}
