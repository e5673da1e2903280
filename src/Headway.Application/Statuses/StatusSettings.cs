using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Application.Statuses;

/// <summary>A status as it is set: its own threshold, the rules that narrow it, the tenant's words for it and their revisions.</summary>
public sealed record StatusRead(
    StatusDefinition Status, IReadOnlyList<ThresholdRule> Rules, int Revision, int WordsRevision, DeskRules Desk, IReadOnlyList<Named> Services, IReadOnlyList<Named> Teams)
{
    public int StandingRevision { get; init; }
}

/// <summary>Something of the settings by its id and name.</summary>
public sealed record Named(long Id, string Name);

/// <summary>First-response targets by priority, and completion targets where there are some, in business hours.</summary>
public sealed record TargetsRead(DeskRules Desk, int Revision);

/// <summary>Statuses, thresholds and targets as they stand, for whoever may read settings.</summary>
public sealed class StatusSettings(Database database, DeskRulesCache rules)
{
    public async Task<Outcome<DeskRules>> All(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ReadSettings) is { } no ? no : await rules.Of(caller.Tenant, stop);

    public async Task<Outcome<StatusRead>> One(Caller caller, StatusCode code, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadSettings) is { } no)
        {
            return no;
        }

        return await database.Snapshot<Outcome<StatusRead>>(
            async session =>
            {
                var desk = await RulesReader.Read(session, caller.Tenant);
                if (desk.Statuses.Find(code) is not { } status)
                {
                    return StatusRefusals.Unknown;
                }

                return new StatusRead(
                    status, [.. desk.Statuses.Rules.Where(rule => rule.Status == code)], await Revisions.Of(session, caller.Tenant, What(code)),
                    await Revisions.Of(session, caller.Tenant, WordsWhat(code)), desk, await Services(session, caller), await Teams(session, caller.Tenant))
                {
                    StandingRevision = await Revisions.Of(session, caller.Tenant, SetStanding.What(code)),
                };
            },
            stop);
    }

    public async Task<Outcome<TargetsRead>> Targets(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadSettings) is { } no)
        {
            return no;
        }

        return await database.Snapshot<Outcome<TargetsRead>>(
            async session => new TargetsRead(await RulesReader.Read(session, caller.Tenant), await Revisions.Of(session, caller.Tenant, TargetsWhat)), stop);
    }

    internal const string TargetsWhat = "targets";

    internal static string What(StatusCode code) => $"status:{code}";

    internal static string WordsWhat(StatusCode code) => $"wording:{code}";

    internal static async Task<List<Named>> Services(Session session, Caller caller) => await session.Query(
        $"SELECT id, {Application.Services.ServiceWords.Name(caller)} FROM services WHERE tenant = $1 AND active ORDER BY 2", row => new Named(row.GetInt64(0), row.GetString(1)), caller.Tenant.Value);

    internal static async Task<List<Named>> Teams(Session session, TenantId tenant) => await session.Query(
        "SELECT id, name FROM teams WHERE tenant = $1 AND active ORDER BY desk DESC, name", row => new Named(row.GetInt64(0), row.GetString(1)), tenant.Value);
}
