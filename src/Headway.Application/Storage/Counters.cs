using System.Collections.Concurrent;
using Headway.Domain;

namespace Headway.Application.Storage;

/// <summary>
/// Numbers that are never given twice, taken from the database in blocks before they are used: a restart leaves a gap,
/// never a repetition. The numbers that people see come one by one on SQLite, so that a small desk has none.
/// </summary>
public sealed class Counters
{
    private const int IdBlock = 512, NumberBlock = 16, LowTide = 64;
    private const string Ids = "ids", Numbers = "numbers";

    private readonly Database _database;
    private readonly ConcurrentDictionary<(long Tenant, string Name), Reserve> _reserves = new();

    internal Counters(Database database) => _database = database;

    /// <summary>An id that is unique in the whole installation: tickets, texts, people and every other row. Not to be awaited inside a write: see <see cref="Session.NextId"/>.</summary>
    public async ValueTask<long> NextId(CancellationToken stop = default) => await Next(0, Ids, IdBlock, stop);

    public async ValueTask<TextId> NextText(CancellationToken stop = default) => new(await NextId(stop));

    /// <summary>Sees to it that a write which follows finds ids enough without asking the database.</summary>
    internal async ValueTask Fill(CancellationToken stop)
    {
        var reserve = Of(0, Ids);
        if (reserve.Left < LowTide)
        {
            await Refill(reserve, 0, Ids, IdBlock, LowTide, stop);
        }
    }

    /// <summary>The next id, inside a write.</summary>
    internal async ValueTask<long> IdWithin(Session session) => Of(0, Ids).TryTake(out var id) ? id : await Take(session, 0, Ids, 1);

    /// <summary>
    /// The next number that people see in the tenant, taken before the write that uses it; null where that write takes it
    /// itself by <see cref="NumberWithin"/>.
    /// </summary>
    internal async ValueTask<long?> NumberAhead(TenantId tenant, CancellationToken stop) =>
        _database.Engine == Engine.Sqlite ? null : await Next(tenant.Value, Numbers, NumberBlock, stop);

    internal static ValueTask<long> NumberWithin(Session session, TenantId tenant) => Take(session, tenant.Value, Numbers, 1);

    /// <summary>
    /// The next number in a book of the tenant's own, inside a write: the table has it as <c>number</c>. Whoever takes one beside
    /// waits until this write is done; the first ever goes on from what already stands there.
    /// </summary>
    internal static async ValueTask<long> NumberIn(Session session, TenantId tenant, string book) =>
        (await session.Number(
            $"INSERT INTO counters (tenant, name, next) SELECT $1, $2, coalesce(max(number), 0) + 2 FROM {book} WHERE tenant = $1 ON CONFLICT (tenant, name) DO UPDATE SET next = counters.next + 1 RETURNING next - 1",
            tenant.Value, book))!.Value;

    /// <summary>Reserves so many at once, for an import; answers the first of each.</summary>
    internal Task<(long Id, long Number)> Many(TenantId tenant, int ids, int numbers, CancellationToken stop) => _database.Write(
        async session => (await Take(session, 0, Ids, ids), await Take(session, tenant.Value, Numbers, numbers)), stop);

    private async ValueTask<long> Next(long tenant, string name, int block, CancellationToken stop)
    {
        var reserve = Of(tenant, name);
        long number;
        while (!reserve.TryTake(out number))
        {
            await Refill(reserve, tenant, name, block, 1, stop);
        }

        return number;
    }

    private async ValueTask Refill(Reserve reserve, long tenant, string name, int block, int enough, CancellationToken stop)
    {
        await reserve.Gate.WaitAsync(stop);
        try
        {
            if (reserve.Left < enough)
            {
                reserve.Put(await _database.Write(session => Take(session, tenant, name, block).AsTask(), stop), block);
            }
        }
        finally
        {
            reserve.Gate.Release();
        }
    }

    private static async ValueTask<long> Take(Session session, long tenant, string name, int count) =>
        (await session.Number(
            "INSERT INTO counters (tenant, name, next) VALUES ($1, $2, 1 + $3) ON CONFLICT (tenant, name) DO UPDATE SET next = counters.next + $3 RETURNING next - $3",
            tenant, name, (long)count))!.Value;

    private Reserve Of(long tenant, string name) => _reserves.GetOrAdd((tenant, name), _ => new Reserve());

    private sealed class Reserve
    {
        private readonly Lock _lock = new();
        private readonly Queue<(long First, int Count)> _later = new();
        private long _next, _end;

        public SemaphoreSlim Gate { get; } = new(1);

        public long Left
        {
            get
            {
                lock (_lock)
                {
                    return _end - _next + _later.Sum(block => block.Count);
                }
            }
        }

        public void Put(long first, int count)
        {
            lock (_lock)
            {
                _later.Enqueue((first, count));
            }
        }

        public bool TryTake(out long number)
        {
            lock (_lock)
            {
                if (_next == _end && _later.TryDequeue(out var block))
                {
                    (_next, _end) = (block.First, block.First + block.Count);
                }

                number = _next;
                if (_next == _end)
                {
                    return false;
                }

                _next++;
                return true;
            }
        }
    }
}
