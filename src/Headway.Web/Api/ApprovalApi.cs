using Headway.Application.Access;
using Headway.Application.Approvals;
using Headway.Application.Tickets;
using Headway.Domain.Progression;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>Whom to ask what; without a due the status' own time counts.</summary>
public sealed record ApprovalBody(string? Approver, string? Question, string? Substitute = null, string? Due = null);

/// <summary>Yes, or no with a reason.</summary>
public sealed record DecisionBody(bool? Approve, string? Reason = null);

/// <summary>An approval: who asks whom what for whom, by when, and what became of it.</summary>
public sealed record ApprovalJson(
    string Id, long Number, string Subject, string For, string? AskedBy, string? Approver, string? Substitute, string? SubstituteAskedAt, string? Question, string AskedAt, string Due, string State,
    string? EndedBy, string? EndedAt, string? Reason)
{
    internal static ApprovalJson Of(ApprovalRead one) => new(
        one.Id, one.Number, one.Subject, one.Requester, one.AskedBy, one.Approver.Email, one.Substitute?.Email, ApiAnswer.Text(one.SubstituteAskedAt), one.Question, ApiAnswer.Text(one.AskedAt),
        ApiAnswer.Text(one.Due), one.WithdrawnAt is not null ? "withdrawn" : one.Approved switch { true => "approved", false => "declined", null => "open" },
        one.DecidedBy ?? one.WithdrawnBy, ApiAnswer.Text(one.DecidedAt ?? one.WithdrawnAt), one.Reason);
}

/// <summary><c>/tickets/{number}/approvals</c>: ask, list, take back; <c>/approvals</c>: what one was asked, and to decide it.</summary>
internal static class ApprovalApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/tickets/{number}/approvals", Ask).Produces<TicketJson>()
            .Describe<ApprovalBody>(
                "Ask for an approval", "Of a colleague or anybody with a mail address, who reads the question, who asks, the requester and the subject, and decides by a link. By the due, or at once where the approver is away, the substitute is asked too. Nobody approves their own request.",
                """{"approver":"rosa@calder.example","question":"A second screen for 320 euros: may we order it?","substitute":"max@example.org"}""");
        api.MapGet("/tickets/{number}/approvals", OfTicket).Produces<ListJson<ApprovalJson>>()
            .Describe("List a ticket's approvals", "The newest first; at most the newest is open.");
        api.MapDelete("/tickets/{number}/approvals", Withdraw).Produces<TicketJson>()
            .Describe("Withdraw the open approval", "No decision is needed any more: whoever was asked is told, and the work is next.");
        api.MapGet("/approvals", Mine).Produces<ListJson<ApprovalJson>>()
            .Describe("List what you were asked to approve", "What is not decided yet, the most pressing first; with `all` what is over too. Also of tickets you may not read: nothing else of them is told.");
        api.MapPost("/approvals/{id}/decision", Decide).Produces<ApprovalJson>()
            .Describe<DecisionBody>("Decide an approval", "Once, by whoever was asked. To decline needs a reason. A second decision is refused with who decided what.", """{"approve":true,"reason":"Within this quarter's budget."}""");
    }

    private static Task<IResult> Ask(HttpContext http, AskForApproval ask, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<ApprovalBody>(http, tickets, number, stop, async (on, body) =>
        {
            var due = ApiRequest.Instant(http, "due", body.Due);
            return due.Refusal is { } no ? no : await ask.Do(on, new ApprovalInput(body.Approver, body.Question, body.Substitute, due.Value), stop);
        });

    private static async Task<IResult> OfTicket(HttpContext http, ApprovalList approvals, string number, CancellationToken stop) =>
        ApiRequest.Number(number) is { } known
            ? ApiAnswer.Of(await approvals.OfTicket(http.Caller(), known, stop), all => ApiAnswer.List(all.Select(ApprovalJson.Of)))
            : ApiAnswer.Refuse(TicketRefusals.Unknown);

    private static async Task<IResult> Withdraw(HttpContext http, TakeBackApproval back, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        ApiRequest.Number(number) is { } known
            ? await ApiAnswer.Changed(http, tickets, await back.Do(new ActOn(http.Caller(), known, ApiRequest.Version(http)), stop: stop), created: false, stop)
            : ApiAnswer.Refuse(TicketRefusals.Unknown);

    private static async Task<IResult> Mine(HttpContext http, ApprovalList approvals, bool? all, CancellationToken stop) =>
        ApiAnswer.List((await approvals.Mine(http.Caller(), all ?? false, stop)).Select(ApprovalJson.Of));

    private static async Task<IResult> Decide(HttpContext http, AnswerApproval answer, string id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<DecisionBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        if (asked.Value.Body.Approve is not { } approve)
        {
            return ApiAnswer.Refuse(ApiRefusals.Malformed.Because("'approve' is missing: true or false."));
        }

        var done = await answer.Do(http.Caller(), id, approve, asked.Value.Body.Reason, asked.Value.Key, stop);
        return done.Refusal is { } refused ? ApiAnswer.Refuse(refused) : ApiAnswer.Of(await answer.Find(http.Caller(), id, stop), paper => ApiAnswer.Json(ApprovalJson.Of(paper.Approval)));
    }
}
