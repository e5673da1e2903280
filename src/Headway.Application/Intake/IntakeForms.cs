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
            var names = (await session.Query(
                $"SELECT id, {ServiceWords.Name(caller)} FROM services WHERE tenant = $1 AND active", row => (Id: row.GetInt64(0), Name: row.GetString(1)), caller.Tenant.Value)).ToDictionary(one => one.Id, one => one.Name);
            var shown = new List<FormRead>();
            foreach (var form in (await FormRows.Read(session, caller.Tenant)).Where(form => names.ContainsKey(form.Service.Value)))
            {
                var told = For(caller, form);
                if (told.Live.Any())
                {
                    shown.Add(new FormRead(told, names[form.Service.Value], await Revisions.Of(session, caller.Tenant, What(form.Service))));
                }
            }

            return shown.ToArray();
        },
        stop);

    /// <summary>All forms that ask anything.</summary>
    public Task<List<IntakeForm>> All(TenantId tenant, CancellationToken stop = default) => database.Read(session => FormRows.Read(session, tenant), stop);

    private static IntakeForm For(Caller caller, IntakeForm form) => caller.IsStaff ? form : form with { Fields = [.. form.Live.Where(field => field.ForCustomer)] };

    internal static string What(ServiceId service) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"form:{service.Value}");
}
