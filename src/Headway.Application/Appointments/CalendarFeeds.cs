using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;

namespace Headway.Application.Appointments;

/// <summary>
/// A person's times as a calendar: a private address that a calendar program reads, which can be made anew at any time, and
/// the file of one time. The store keeps the hash of the address; who has it reads that person's times and nothing else.
/// </summary>
public sealed class CalendarFeeds(Database database, DeskTimes times, TenantDoors tenants, DeskClock clock, TimeProvider wall, Mail.MailTokens tokens)
{
    public static string Path(string carried) => $"/calendar/{carried}.ics";

    /// <summary>A new address for the caller; the old one stops working.</summary>
    public async Task<string> Renew(Caller caller, CancellationToken stop = default)
    {
        var carried = Secret.Address(caller.Tenant, Secret.New());
        var hash = Secret.Read(carried)!.Value.Hash;
        await database.Write(
            async session =>
            {
                await session.Run("DELETE FROM calendar_feeds WHERE tenant = $1 AND person = $2", caller.Tenant.Value, caller.Person.Value);
                await session.Run(
                    "INSERT INTO calendar_feeds (tenant, hash, person, created) VALUES ($1, $2, $3, $4)",
                    caller.Tenant.Value, hash, caller.Person.Value, wall.GetUtcNow().ToUnixTimeMilliseconds());
            },
            stop);
        return await tenants.Link(caller.Tenant, Path(carried), stop);
    }

    /// <summary>The calendar behind a private address; null when there is none.</summary>
    public async Task<string?> Read(string carried, CancellationToken stop = default)
    {
        if (Secret.Read(carried) is not { } key)
        {
            return null;
        }

        var caller = await database.Read(
            async session => await session.Number("SELECT person FROM calendar_feeds WHERE tenant = $1 AND hash = $2", key.Tenant.Value, key.Hash) is { } person
                ? await Callers.Load(session, key.Tenant, new PersonId(person))
                : null,
            stop);
        return caller is null ? null : await Write(caller, await times.OfPerson(caller, caller.Person, stop), stop);
    }

    /// <summary>The time that is agreed on a ticket, as a file.</summary>
    public async Task<Outcome<string>> OfTicket(Caller caller, long number, CancellationToken stop = default)
    {
        if (await times.OfTicket(caller, number, stop) is not { Count: > 0 } found)
        {
            return TicketRefusals.Unknown;
        }

        return await Write(caller, found, stop);
    }

    private async Task<string> Write(Caller caller, IReadOnlyList<AgreedTime> found, CancellationToken stop)
    {
        var host = new Uri(await tenants.Link(caller.Tenant, "/", stop));
        var seal = await tokens.Seal(stop);
        return CalendarFile.Of(
            found, caller.Tenant.Value, host, clock.Now(caller.Tenant), Title, reminders: true, time => Mail.InvitationId.Of(seal, caller.Tenant, time.Number, (int)time.Root, host.Host));

        string Title(AgreedTime time) => caller.IsStaff ? $"#{time.Number} {time.Requester}: {time.Subject}" : $"#{time.Number} {time.Subject} ({time.Name})";
    }
}
