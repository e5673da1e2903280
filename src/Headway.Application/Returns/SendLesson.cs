using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Returns;
using Headway.Domain.Tickets;

namespace Headway.Application.Returns;

/// <summary>Why a ticket goes back, or stays with a lesson.</summary>
public sealed record ReturnInput(string? Reason, string? Explain, string? RightTeam = null, string? NextTime = null, bool Keep = false);

/// <summary>Returns a ticket to the Service Desk with a reason that teaches, or keeps it and sends the lesson alone.</summary>
public sealed class ReturnTicket(TicketActs acts, StaffDirectory staff)
{
    public async Task<Outcome<Changed>> Do(ActOn on, ReturnInput input, CancellationToken stop = default)
    {
        if (AppointmentCodes.Reason(input.Reason) is not { } reason)
        {
            return ReturnUseRefusals.ReasonUnknown;
        }

        TeamId? right = null;
        if (!string.IsNullOrWhiteSpace(input.RightTeam) && (right = await staff.Team(on.Caller.Tenant, input.RightTeam, stop)) is null)
        {
            return TicketRefusals.TeamUnknown.Because($"There is no team '{input.RightTeam}'.");
        }

        var words = new ActWords(acts.Counters);
        var explain = await words.Put(input.Explain);
        var back = new ReturnToDesk(on.Caller.Person, reason, explain, right, explain is null ? null : await words.Put(input.NextTime), input.Keep);
        return await acts.Do(on, Permission.ActOnTickets, words, back.Decide, stop);
    }
}

/// <summary>"Read, thanks": by who handed the ticket on.</summary>
public sealed class ThankForLesson(TicketActs acts)
{
    public Task<Outcome<Changed>> Do(ActOn on, int lesson, CancellationToken stop = default) =>
        acts.Do(on, Permission.ActOnTickets, new ActWords(acts.Counters), new AcknowledgeLesson(on.Caller.Person, lesson).Decide, stop);
}

public static class ReturnUseRefusals
{
    public static readonly Refusal ReasonUnknown = new(RefusalKind.Invalid, "return.reason-unknown", "Say why: wrong-team, information-inadequate, not-support, duplicate or other.");
}
