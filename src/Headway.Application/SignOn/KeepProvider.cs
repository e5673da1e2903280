using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Provisioning;
using Headway.Application.Storage;
using Headway.Application.Webhooks;
using Headway.Domain;

namespace Headway.Application.SignOn;

/// <summary>What an administrator sees of it: the provider (null while none is set), the teams groups may lead to, how many came by it, what its directory pushed.</summary>
public sealed record ProviderRead(Provider? Provider, IReadOnlyList<(TeamId Id, string Name)> Teams, int Came, PushedSum Pushed);

/// <summary>
/// What the directory pushed so far: people who are not removed, those of them who <paramref name="Wait"/> outside because nothing gives them
/// a role, groups; and when it called last, null for never.
/// </summary>
public sealed record PushedSum(int People, int Wait, int Groups, NodaTime.Instant? LastCall);

/// <summary>Sets, changes and removes the provider at which a tenant's people sign in.</summary>
public sealed class KeepProvider(Database database, SettingsChange settings, SecretBox box, OutboundWay way, PushGroups pushed)
{
    internal const string Purpose = "sign-on";

    private const int MostGroups = 100;

    public async Task<Outcome<ProviderRead>> Read(Caller caller, CancellationToken stop = default) => caller.Denies(Permission.ManageSettings) is { } no
        ? no
        : await database.Snapshot<Outcome<ProviderRead>>(
            async session => new ProviderRead(
                await ProviderRows.Find(session, caller.Tenant),
                await session.Query("SELECT id, name FROM teams WHERE tenant = $1 AND active ORDER BY name", row => (new TeamId(row.GetInt64(0)), row.GetString(1)), caller.Tenant.Value),
                (int)(await session.Number("SELECT count(*) FROM sign_on_people WHERE tenant = $1", caller.Tenant.Value) ?? 0), await PushedRows.Sum(session, caller.Tenant)),
            stop);

    /// <summary>The button on the way in; null while there is none.</summary>
    public async Task<string?> Button(TenantId tenant, CancellationToken stop = default) =>
        await database.Read(session => session.Text("SELECT name FROM sign_on WHERE tenant = $1 AND active", tenant.Value).AsTask(), stop);

    /// <summary>A provider in use with its secret; null when none is.</summary>
    public async Task<(Provider Provider, string Secret)?> InUse(TenantId tenant, bool active = true, CancellationToken stop = default)
    {
        var (found, closed) = await database.Snapshot(
            async session => (await ProviderRows.Find(session, tenant), await session.Text("SELECT secret FROM sign_on WHERE tenant = $1", tenant.Value)), stop);
        return found is null || (active && !found.Active) ? null : (found, closed is null ? "" : await box.Open(Purpose, closed, stop));
    }

    public async Task<Refusal?> Keep(Caller caller, ProviderDraft draft, int? expected, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var checking = Check(draft);
        if (checking.Refusal is { } wrong)
        {
            return wrong;
        }

        var wanted = checking.Value;
        if (!await way.LeadsOutside(new Uri(wanted.Issuer), stop))
        {
            return WebhookRefusals.AddressInside;
        }

        var secret = string.IsNullOrEmpty(draft.Secret) ? null : await box.Seal(Purpose, draft.Secret, stop);
        var gives = false;
        var refused = await settings.Make(caller, Permission.ManageSettings, stop, new SettingPart(ProviderRows.What, expected, async session =>
        {
            var stands = await ProviderRows.Find(session, caller.Tenant);
            if (secret is null && stands is not { HasSecret: true })
            {
                return SignOnRefusals.ClientMissing;
            }

            var teams = (await session.Query("SELECT id FROM teams WHERE tenant = $1 AND active", row => new TeamId(row.GetInt64(0)), caller.Tenant.Value)).ToHashSet();
            if (wanted.Groups.Any(group => group.Team is { } team && !teams.Contains(team)))
            {
                return SettingsRefusals.TeamUnknown;
            }

            // A secret is for the one it was made at: another issuer is never shown it.
            if (stands is not null && secret is null && stands.Issuer != wanted.Issuer)
            {
                return SignOnRefusals.ClientMissing;
            }

            gives = stands is null || stands.Newcomers != wanted.Newcomers || !stands.Groups.ToHashSet().SetEquals(wanted.Groups);
            await ProviderRows.Put(session, caller.Tenant, wanted, secret);
            return new Remembered(Difference.Entry(
                stands is null ? "sign-on.set" : "sign-on.changed", ProviderRows.What,
                new Difference("name", stands?.Name, wanted.Name), new Difference("issuer", stands?.Issuer, wanted.Issuer), new Difference("client", stands?.Client, wanted.Client),
                new Difference("secret", null, secret is null || stands is null ? null : "changed"), new Difference("domains", Said(stands?.Domains), Said(wanted.Domains)),
                new Difference("newcomers", stands?.Newcomers?.Code(), wanted.Newcomers?.Code()), new Difference("groupsClaim", stands?.GroupsClaim, wanted.GroupsClaim),
                new Difference("groups", Said(stands?.Groups), Said(wanted.Groups)), new Difference("active", Said(stands?.Active), Said(wanted.Active))));
        }));
        return refused ?? (gives ? await pushed.Again(caller, stop) : null);
    }

    /// <summary>Removes it. Whoever came by it stays as they are and needs another way in.</summary>
    public Task<Refusal?> Remove(Caller caller, int? expected, CancellationToken stop = default) => settings.Make(
        caller, Permission.ManageSettings, stop, new SettingPart(ProviderRows.What, expected, async session =>
        {
            if (await ProviderRows.Find(session, caller.Tenant) is not { } stands)
            {
                return SignOnRefusals.NotSet;
            }

            await session.Do("DELETE FROM sign_on WHERE tenant = $1", caller.Tenant.Value);
            await session.Do("DELETE FROM sign_on_groups WHERE tenant = $1", caller.Tenant.Value);
            await session.Do("DELETE FROM sign_on_people WHERE tenant = $1", caller.Tenant.Value);
            return new Remembered(Difference.Entry("sign-on.removed", ProviderRows.What, new Difference("issuer", stands.Issuer, null)));
        }));

    private Outcome<Provider> Check(ProviderDraft draft)
    {
        var (name, issuer, client) = (draft.Name?.Trim() ?? "", draft.Issuer?.Trim() ?? "", draft.Client?.Trim() ?? "");
        if (name.Length is 0 or > 60 || TextCheck.Check(name) is not null)
        {
            return SignOnRefusals.NameMissing;
        }

        if (issuer.Length > 500 || !Uri.TryCreate(issuer, UriKind.Absolute, out var url) || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0 || !way.Takes(url))
        {
            return SignOnRefusals.IssuerMalformed;
        }

        if (client.Length is 0 or > 300 || draft.Secret is { Length: > 1_000 } || client.Any(char.IsControl))
        {
            return SignOnRefusals.ClientMissing;
        }

        var domains = draft.Domains.Select(one => one.Trim().TrimStart('@')).Where(one => one.Length > 0).Select(one => EmailAddress.Parse($"a@{one}")).ToList();
        if (domains.Count is 0 or > 50 || domains.Exists(one => one.IsRefused))
        {
            return SignOnRefusals.DomainsMissing;
        }

        var newcomers = string.IsNullOrEmpty(draft.Newcomers) ? null : Roles.Find(draft.Newcomers);
        if (!string.IsNullOrEmpty(draft.Newcomers) && newcomers is not (Role.Customer or Role.Agent))
        {
            return SignOnRefusals.NewcomersUnknown;
        }

        var groups = draft.Groups.Select(group => group with { Group = group.Group.Trim() }).Where(group => group.Group.Length > 0).ToList();
        if (groups.Count > MostGroups)
        {
            return SignOnRefusals.GroupsTooMany;
        }

        if (groups.Select(group => group.Group).Distinct().Count() < groups.Count
            || groups.Exists(group => group is { Role: null, Team: null } or { Role: Role.ProviderStaff or Role.Customer } || group.Group.Length > 200 || TextCheck.Check(group.Group) is not null))
        {
            return SignOnRefusals.GroupTwice;
        }

        var claim = string.IsNullOrWhiteSpace(draft.GroupsClaim) ? "groups" : draft.GroupsClaim.Trim();
        return claim.Length > 200 || claim.Any(char.IsControl)
            ? SignOnRefusals.GroupTwice
            : new Provider(name, issuer, client, [.. domains.Select(one => one.Value.Key[2..]).Distinct()], newcomers, claim, draft.Active, groups);
    }

    private static string? Said(IReadOnlyList<string>? all) => all is null ? null : string.Join(' ', all);

    private static string? Said(bool? so) => so is { } known ? known ? "true" : "false" : null;

    private static string? Said(IReadOnlyList<GroupMeaning>? all) => all is null ? null : string.Join(
        "; ", all.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Group}={one.Role?.Code()}{(one.Team is { } team ? $" team:{team.Value}" : "")}")));
}
