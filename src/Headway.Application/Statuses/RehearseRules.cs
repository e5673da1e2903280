using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;

namespace Headway.Application.Statuses;

/// <summary>What a change would have meant in the last 28 days, as a whole and for each status it touches.</summary>
public sealed record RehearsalRead(Rehearsed All, IReadOnlyList<(StatusCode Status, Rehearsed Was)> ByStatus);

/// <summary>
/// Tries a change on the tenant's own last 28 days before it is made, with the domain's own arithmetic. It answers the same
/// refusal that saving would, so that nobody learns it late.
/// </summary>
public sealed class RehearseRules(Database database, DeskClock clock)
{
    public Task<Outcome<RehearsalRead>> Thresholds(Caller caller, ThresholdDraft draft, CancellationToken stop = default) =>
        Try(caller, book => draft.In(book), [draft.Status], stop);

    public Task<Outcome<RehearsalRead>> Targets(Caller caller, TargetsDraft draft, CancellationToken stop = default) =>
        Try(caller, book => draft.Check(all: true) is { } no ? no : book.With(responseTargets: draft.Response), Answering, stop);

    /// <summary>A service's own response targets; null for one that does not exist yet, which nothing was counted by.</summary>
    public Task<Outcome<RehearsalRead>> Service(Caller caller, ServiceId? service, TargetsDraft draft, CancellationToken stop = default) => Try(
        caller,
        book =>
        {
            if (draft.Check(all: false, book.ResponseTargets) is { } no)
            {
                return no;
            }

            var own = book.ServiceResponseTargets.Where(one => one.Key != service).ToDictionary(one => one.Key, one => one.Value);
            if (service is { } id)
            {
                own[id] = draft.Response;
            }

            return book.With(serviceResponseTargets: own);
        },
        Answering, stop);

    /// <summary>The statuses that go by the response target, or are capped by it.</summary>
    private static readonly StatusCode[] Answering = [StatusCode.New, StatusCode.Assigned, StatusCode.CustomerUpdated, StatusCode.Reopened];

    private async Task<Outcome<RehearsalRead>> Try(Caller caller, Func<StatusBook, Outcome<StatusBook>> change, StatusCode[] statuses, CancellationToken stop)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var now = clock.Now(caller.Tenant);
        return await database.Snapshot<Outcome<RehearsalRead>>(
            async session =>
            {
                var book = (await RulesReader.Read(session, caller.Tenant, now)).Statuses;
                var wanted = change(book);
                if (wanted.Refusal is { } why)
                {
                    return why;
                }

                var past = await PastActivities.Read(session, caller.Tenant, now, statuses);
                return new RehearsalRead(
                    Rehearsal.OfThresholds(past, book, wanted.Value, now),
                    [.. past.GroupBy(one => one.Status).Select(group => (group.Key, Rehearsal.OfThresholds(group, book, wanted.Value, now))).OrderByDescending(one => one.Item2.Looked)]);
            },
            stop);
    }
}
