using System.Diagnostics;
using System.Globalization;

namespace Headway.Application.Storage;

/// <summary>
/// Brings a database up to date: each step in one transaction with its record, under a lease that names its owner and
/// runs out. Whoever is killed while migrating leaves a database that the next start completes by itself.
/// </summary>
public sealed class Migrator(Database database, IReadOnlyList<MigrationScript>? scripts = null)
{
    private const long LeaseMilliseconds = 15_000;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200), GiveUp = TimeSpan.FromSeconds(60);

    private readonly IReadOnlyList<MigrationScript> _scripts = scripts ?? MigrationScript.For(database.Engine);
    private readonly string _owner = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}");

    /// <summary>What has not been applied yet, in order.</summary>
    public async Task<IReadOnlyList<MigrationScript>> Pending(CancellationToken stop = default)
    {
        var applied = await database.Read(Applied, stop);
        Check(applied);
        return [.. _scripts.Where(script => !applied.ContainsKey(script.Version))];
    }

    /// <summary>Applies what is pending; contracting steps only when <paramref name="contract"/> says that no older node lives. Answers what was applied.</summary>
    /// <exception cref="StorageException">Newer database, changed step, or somebody else holds the lease and lives.</exception>
    public async Task<IReadOnlyList<MigrationScript>> Run(CancellationToken stop = default, bool contract = false)
    {
        var due = (await Pending(stop)).Where(script => contract || !script.Contracts).ToList();
        if (due.Count == 0)
        {
            return [];
        }

        await Acquire(stop);
        try
        {
            var done = new List<MigrationScript>();
            foreach (var script in due)
            {
                if (await Apply(script, stop))
                {
                    done.Add(script);
                }
            }

            return done;
        }
        finally
        {
            await database.Write(session => session.Do("DELETE FROM schema_lease WHERE owner = $1", _owner).AsTask(), CancellationToken.None);
        }
    }

    private async Task<bool> Apply(MigrationScript script, CancellationToken stop) =>
        await database.Write(
            async session =>
            {
                // The lease is renewed in the step's own transaction; whoever has lost it may not go on.
                var held = await session.Run("UPDATE schema_lease SET until = $2 WHERE id = 1 AND owner = $1", _owner, await session.Now() + LeaseMilliseconds);
                if (held == 0)
                {
                    throw new StorageException(StorageRefusals.MigrationHeld);
                }

                var applied = await Applied(session);
                Check(applied);
                if (applied.ContainsKey(script.Version))
                {
                    return false;
                }

                await using (var command = session.Connection.CreateCommand())
                {
                    command.CommandText = script.Sql;
                    command.CommandTimeout = 0;
                    await command.ExecuteNonQueryAsync(stop);
                }

                Fault.At("mid-migration");
                await session.Do(
                    "INSERT INTO schema_steps (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
                    (long)script.Version, script.Name, script.Checksum, await session.Now());
                return true;
            },
            stop);

    private async Task Acquire(CancellationToken stop)
    {
        await Found(stop);
        var waited = Stopwatch.StartNew();
        while (!await database.Write(TryAcquire, stop))
        {
            if (waited.Elapsed > GiveUp)
            {
                throw new StorageException(StorageRefusals.MigrationHeld);
            }

            await Task.Delay(LookAgain, stop);
        }
    }

    private async Task<bool> TryAcquire(Session session)
    {
        var now = await session.Now();
        await session.Do("INSERT INTO schema_lease (id, owner, until) VALUES (1, $1, 0) ON CONFLICT (id) DO NOTHING", _owner);
        var holder = await session.One("SELECT owner, until FROM schema_lease WHERE id = 1" + session.ForUpdate, reader => (object)(reader.GetString(0), reader.GetInt64(1)));
        if (holder is not (string owner, long until))
        {
            return false;
        }

        return (until <= now || owner == _owner || IsDead(owner))
            && await session.Run("UPDATE schema_lease SET owner = $1, until = $2 WHERE id = 1", _owner, now + LeaseMilliseconds) == 1;
    }

    // A holder on this machine whose process is gone can be succeeded at once.
    private static bool IsDead(string owner)
    {
        var parts = owner.Split('/');
        if (parts.Length != 3 || parts[0] != Environment.MachineName || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private async Task Found(CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await database.Write(
                    async session =>
                    {
                        var number = session.Engine == Engine.Postgres ? "bigint" : "INTEGER";
                        await session.Do($"CREATE TABLE IF NOT EXISTS schema_steps (version {number} NOT NULL PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at {number} NOT NULL)");
                        await session.Do($"CREATE TABLE IF NOT EXISTS schema_lease (id {number} NOT NULL PRIMARY KEY, owner text NOT NULL, until {number} NOT NULL)");
                    },
                    stop);
                return;
            }
            catch (Npgsql.PostgresException) when (attempt < 5)
            {
                // Two nodes that found an empty database at once collide in the catalogue; the second try sees the table.
            }
        }
    }

    private static async Task<Dictionary<int, string>> Applied(Session session)
    {
        var exists = session.Engine == Engine.Postgres
            ? await session.Number("SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'schema_steps'")
            : await session.Number("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_steps'");
        var rows = exists == 0
            ? []
            : await session.Query("SELECT version, checksum FROM schema_steps", reader => (Version: (int)reader.GetInt64(0), Checksum: reader.GetString(1)));
        return rows.ToDictionary(row => row.Version, row => row.Checksum);
    }

    private void Check(Dictionary<int, string> applied)
    {
        foreach (var (version, checksum) in applied)
        {
            var known = _scripts.FirstOrDefault(script => script.Version == version);
            if (known is null)
            {
                throw new StorageException(StorageRefusals.Newer);
            }

            if (known.Checksum != checksum)
            {
                throw new StorageException(StorageRefusals.MigrationChanged);
            }
        }
    }
}
