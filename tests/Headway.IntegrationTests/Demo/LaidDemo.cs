using Headway.Application.Demo;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Storage;
using Headway.IntegrationTests.Demo;
using Headway.IntegrationTests.Storage;
using Xunit;

[assembly: AssemblyFixture(typeof(LaidDemo))]

namespace Headway.IntegrationTests.Demo;

/// <summary>A ticket of the laid demo as the list would show it; the due is null when nothing is open.</summary>
internal sealed record LaidTicket(string Subject, string Status, long? Due, string? Owner);

/// <summary>The demo, laid once for all tests that only look at it.</summary>
public sealed class LaidDemo : IAsyncLifetime
{
    private TestDatabase? _place;

    public DemoBuilt Built { get; private set; } = new(default, default, 0, 0);

    internal IReadOnlyList<LaidTicket> Tickets { get; private set; } = [];

    internal IReadOnlyList<string> Texts { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        _place = await TestDatabase.Current(Engine.Sqlite);
        var database = _place.Database;
        Built = await new DemoBuilder(database, new TicketImport(database)).Build();
        Tickets = await database.Read(session => session.Query(
            """
            SELECT t.subject, t.status, t.next_due, p.email FROM tickets t LEFT JOIN people p ON p.tenant = t.tenant AND p.id = t.owner
            WHERE t.tenant = $1
            """,
            row => new LaidTicket(row.GetString(0), row.GetString(1), row.LongOrNull(2), row.TextOrNull(3)), Built.Tenant.Value).AsTask());
        Texts = await database.Read(session => session.Query(
            "SELECT body FROM texts WHERE tenant = $1 AND body IS NOT NULL", row => row.GetString(0), Built.Tenant.Value).AsTask());
    }

    internal async Task<long?> Count(string sql) =>
        await (_place ?? throw new InvalidOperationException("Nothing is laid.")).Database.Read(session => session.Number(sql, Built.Tenant.Value).AsTask());

    /// <summary>The Service Desk's next working days as its lead's board shows them at the demo's moment.</summary>
    internal async Task<OverloadRead> Load() => await (_place ?? throw new InvalidOperationException("Nothing is laid.")).Database.Snapshot(async session =>
    {
        var desk = await RulesReader.Read(session, Built.Tenant, Built.Now);
        return await OverloadQuery.Read(session, Built.Tenant, desk, desk.Desk!.Id, Built.Now);
    });

    public async ValueTask DisposeAsync()
    {
        if (_place is not null)
        {
            await _place.DisposeAsync();
        }
    }
}
