using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Application.Desk;

/// <summary>
/// How far a new desk is. <paramref name="Step"/> is the question that comes next, from 1 to <see cref="FirstRun.Questions"/>;
/// <paramref name="Practice"/> the number of the practice ticket while there is one.
/// </summary>
public sealed record FirstRunState(bool Open, int Step, long? Practice);

/// <summary>
/// The questions that a new desk asks its first administrator. Each answer is kept by the use case of its own setting as soon as it
/// is given; here is only how far one came, and the practice ticket at the end.
/// </summary>
public sealed class FirstRun(Database database, RaiseTicket raise, CloseTicket close, DeskClock clock)
{
    public const int Questions = 5;

    private const string Key = "first-run";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>A desk that is just claimed asks from the first question on.</summary>
    internal static ValueTask Begin(Session session, TenantId tenant, long now) => Keep(session, tenant, new FirstRunState(true, 1, null), now);

    public async Task<Outcome<FirstRunState>> Read(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ManageSettings) is { } no ? no : await State(caller.Tenant, stop);

    /// <summary>Remembers that the question was answered or skipped; going back forgets nothing.</summary>
    public async Task<Refusal?> Answered(Caller caller, int step, bool skipped, CancellationToken stop = default)
    {
        var state = await Read(caller, stop);
        if (state.IsRefused || !state.Value.Open)
        {
            return state.Refusal ?? DeskRefusals.FirstRunOver;
        }

        await Write(
            caller, state.Value with { Step = Math.Clamp(step + 1, state.Value.Step, Questions) },
            skipped ? new AuditEntry("desk.question-skipped", $"desk:{caller.Tenant.Value}", new { step }) : null, stop);
        return null;
    }

    /// <summary>The last answer: raises the practice ticket, as any ticket is raised, and the questions are over.</summary>
    public async Task<Outcome<long>> Finish(Caller caller, string? subject, string? text, CancellationToken stop = default)
    {
        var state = await Read(caller, stop);
        if (state.IsRefused || !state.Value.Open)
        {
            return state.Refusal ?? DeskRefusals.FirstRunOver;
        }

        long? number = null;
        if (!string.IsNullOrWhiteSpace(subject))
        {
            var raised = await raise.Do(caller, new NewTicket(subject, text, Requester: caller.Person), null, stop);
            if (raised.Refusal is { } no)
            {
                return no;
            }

            number = raised.Value.Number;
        }

        await Write(caller, new FirstRunState(false, Questions, number), new AuditEntry("desk.set-up", $"desk:{caller.Tenant.Value}", new { practice = number }), stop);
        return number ?? 0;
    }

    /// <summary>Takes the practice ticket off the lists: it is closed as cancelled, its history stays.</summary>
    public async Task<Refusal?> RemovePractice(Caller caller, CancellationToken stop = default)
    {
        var state = await Read(caller, stop);
        if (state.IsRefused || state.Value.Practice is not { } number)
        {
            return state.Refusal ?? DeskRefusals.PracticeGone;
        }

        // Whoever has finished it by working on it has nothing left to close.
        var closed = await close.Do(new ActOn(caller, number), CloseCode.Cancelled, null, stop);
        if (closed.Refusal is { } no && no.Code != TicketRefusals.Closed.Code)
        {
            return no;
        }

        await Write(caller, state.Value with { Practice = null }, new AuditEntry("desk.practice-removed", $"desk:{caller.Tenant.Value}"), stop);
        return null;
    }

    private Task<FirstRunState> State(TenantId tenant, CancellationToken stop) => database.Read(
        async session => await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = $2", tenant.Value, Key) is { } json
            ? JsonSerializer.Deserialize<FirstRunState>(json, Json) ?? Over : Over,
        stop);

    private static readonly FirstRunState Over = new(false, Questions, null);

    private Task Write(Caller caller, FirstRunState state, AuditEntry? entry, CancellationToken stop) => database.Write(
        async session =>
        {
            await Keep(session, caller.Tenant, state, clock.Wall().ToUnixTimeMilliseconds());
            if (entry is not null)
            {
                await AuditTrail.Record(session, caller.Tenant, caller.Actor, entry);
            }
        },
        stop);

    private static ValueTask Keep(Session session, TenantId tenant, FirstRunState state, long now) => session.Do(
        "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, key) DO UPDATE SET value = $3, changed = $4",
        tenant.Value, Key, JsonSerializer.Serialize(state, Json), now);
}
