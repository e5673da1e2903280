using Headway.Application.Storage;
using Headway.Domain;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

/// <summary>The mapped tables are the real ones, and no context sees another tenant.</summary>
public sealed class SchemaModelTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Context_When_EveryTableIsRead_Then_EveryColumnIsThere(Engine engine)
    {
        await using var place = await TestDatabase.Current(engine);
        await using var db = new DeskContexts(place.Database, new TenantGuard()).Open(new TenantId(1));

        foreach (var type in db.Model.GetEntityTypes())
        {
            var rows = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type.ClrType).Invoke(db, [])!;
            (await rows.Take(1).ToListAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Guard_When_AStatementForgetsTheTenant_Then_ItSaysSo()
    {
        TenantGuard.Complaint("SELECT * FROM tickets WHERE ticket = $1").ShouldNotBeNull();
        TenantGuard.Complaint("SELECT * FROM tickets t JOIN activities a ON a.ticket = t.ticket WHERE t.tenant = $1").ShouldNotBeNull();
        TenantGuard.Complaint("UPDATE people SET active = FALSE").ShouldNotBeNull();
        TenantGuard.Complaint("INSERT INTO teams (id) VALUES (1)").ShouldNotBeNull();
        TenantGuard.Complaint("SELECT * FROM \"tickets\" AS \"t\" WHERE \"t\".\"tenant\" = @p").ShouldBeNull();
        TenantGuard.Complaint("INSERT INTO teams (tenant, id) VALUES (1, 1)").ShouldBeNull();
    }

    [Fact]
    public async Task Context_When_TwoTenantsShareADatabase_Then_EachSeesAndWritesItsOwn()
    {
        await using var place = await TestDatabase.Current(Engine.Sqlite);
        var contexts = new DeskContexts(place.Database, new TenantGuard());
        foreach (var tenant in new[] { 1L, 2L })
        {
            await contexts.Write(new TenantId(tenant), async (db, session) =>
            {
                db.Add(new Application.Storage.Rows.TagRow { Id = await session.NextId(), Name = "vpn" });
                await db.SaveChangesAsync();
            });
        }

        await using var one = contexts.Open(new TenantId(1));
        (await one.Tags.SingleAsync()).Tenant.ShouldBe(new TenantId(1));
        one.Add(new Application.Storage.Rows.TagRow { Id = 9, Name = "x" });
        await Should.ThrowAsync<InvalidOperationException>(() => one.SaveChangesAsync());
        await Should.ThrowAsync<InvalidOperationException>(contexts.Write(new TenantId(1), async (db, _) =>
        {
            db.Add(new Application.Storage.Rows.TagRow { Tenant = new TenantId(2), Id = 9, Name = "x" });
            await db.SaveChangesAsync();
        }));
    }
}
