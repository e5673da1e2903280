using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Services;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Intake;

namespace Headway.Application.Intake;

/// <summary>A form as it is set, with the service's name and how often it was changed.</summary>
public sealed record FormRead(IntakeForm Form, string Service, int Revision);

/// <summary>The forms of the services: what is asked when one is chosen.</summary>
public sealed class IntakeForms(Database database)
{
    /// <summary>The form of a service, for anybody who may raise a ticket; an empty one where nothing is asked.</summary>
    public Task<IntakeForm> Of(TenantId tenant, ServiceId service, CancellationToken stop = default) =>
        database.Read(session => FormRows.Of(session, tenant, service), stop);

    /// <summary>The form of an active service, for whoever raises tickets or reads settings; a customer is told only of what customers are asked.</summary>
    public async Task<Outcome<FormRead>> Read(Caller caller, ServiceId service, CancellationToken stop = default) =>
        await database.Snapshot<Outcome<FormRead>>(
            async session =>
            {
                if (await session.Text($"SELECT {ServiceWords.Name(caller)} FROM services WHERE tenant = $1 AND id = $2", caller.Tenant.Value, service.Value) is not { } name)
                {
                    return SettingsRefusals.ServiceUnknown;
                }

                var form = await FormRows.Of(session, caller.Tenant, service);
                return new FormRead(For(caller, form), name, await Revisions.Of(session, caller.Tenant, What(service)));
            },
            stop);

    /// <summary>The forms of all active services that ask anything of the caller.</summary>
    public Task<Outcome<IReadOnlyList<FormRead>>> Shown(Caller caller, CancellationToken stop = default) => database.Snapshot<Outcome<IReadOnlyList<FormRead>>>(
        async session =>
        {
            var services = (await session.Query(
                $"""
                SELECT s.id, {ServiceWords.Name(caller, "s")}, coalesce(r.revision, 0) FROM services s
                LEFT JOIN revisions r ON r.tenant = s.tenant AND r.what = 'form:' || CAST(s.id AS TEXT) WHERE s.tenant = $1 AND s.active
                """,
                row => (Id: row.GetInt64(0), Name: row.GetString(1), Revision: (int)row.GetInt64(2)), caller.Tenant.Value)).ToDictionary(one => one.Id);
            return (await FormRows.Read(session, caller.Tenant)).Select(form => For(caller, form)).Where(form => form.Live.Any() && services.ContainsKey(form.Service.Value))
                .Select(form => new FormRead(form, services[form.Service.Value].Name, services[form.Service.Value].Revision)).ToArray();
        },
        stop);

    /// <summary>All forms that ask anything.</summary>
    public Task<List<IntakeForm>> All(TenantId tenant, CancellationToken stop = default) => database.Read(session => FormRows.Read(session, tenant), stop);

    private static IntakeForm For(Caller caller, IntakeForm form) => caller.IsStaff ? form : form with { Fields = [.. form.Live.Where(field => field.ForCustomer)] };

    internal static string What(ServiceId service) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"form:{service.Value}");
}
