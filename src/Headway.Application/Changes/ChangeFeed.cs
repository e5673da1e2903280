using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Headway.Application.Storage;

namespace Headway.Application.Changes;

/// <summary>
/// Up to when somebody knows a tenant's changes: the node that heard them, and the microseconds it had run. A time and no count:
/// how much happens that one may not see is nobody's to learn.
/// </summary>
public sealed record FeedPlace(string Node, long At)
{
    /// <summary>What <see cref="ToString"/> wrote; null for anything else.</summary>
    public static FeedPlace? Read(string? text) =>
        text?.Split('.') is [{ Length: > 0 } node, var at] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? new FeedPlace(node, count) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Node}.{At}");
}

/// <summary>One listener's changes of its tenant. A listener that is too slow loses the oldest: it is told to look anew.</summary>
public sealed class ChangeListener : IDisposable
{
    private const int MostWaiting = 512;

    private readonly Channel<Change> _waiting;
    private readonly Action<ChangeListener> _leave;
    private int _lost;

    internal ChangeListener(long tenant, FeedPlace from, bool hasLost, Action<ChangeListener> leave)
    {
        (Tenant, From, _lost, _leave) = (tenant, from, hasLost ? 1 : 0, leave);
        _waiting = Channel.CreateBounded<Change>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Volatile.Write(ref _lost, 1));
    }

    public long Tenant { get; }

    /// <summary>What came after this place waits here, or is lost.</summary>
    public FeedPlace From { get; }

    public ChannelReader<Change> Waiting => _waiting.Reader;

    /// <summary>Whether something was lost since this was asked last.</summary>
    public bool HasLost() => Interlocked.Exchange(ref _lost, 0) != 0;

    public void Dispose()
    {
        _leave(this);
        _waiting.Writer.TryComplete();
    }

    internal void Hear(Change change) => _waiting.Writer.TryWrite(change);
}

/// <summary>
/// Everything that changed on this node, and on the others as far as the relay brings it, to everybody who listens. The latest
/// of each tenant are kept for a while: between drawing a page and listening for it nothing is missed.
/// </summary>
public sealed class ChangeFeed
{
    private const int MostKept = 256;

    private readonly ConcurrentDictionary<ChangeListener, bool> _listeners = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Line> _lines = [];
    private readonly Stopwatch _runs = Stopwatch.StartNew();
    private readonly string _node = Guid.NewGuid().ToString("N")[..12];

    public ChangeFeed(TicketStore store) => store.Committed += changed => Publish(Change.Of(changed));

    /// <summary>Told of what happened on this node, for the relay. Must return at once.</summary>
    public event Action<Change>? Happened;

    public int Listeners => _listeners.Count;

    /// <summary>Where a tenant's changes stand: who reads anything after this and listens from here misses nothing.</summary>
    public FeedPlace Place(long tenant)
    {
        lock (_gate)
        {
            var line = LineOf(tenant);
            return new FeedPlace(_node, line.Last = Math.Max(line.Last, Now));
        }
    }

    /// <param name="tenant">Whose changes.</param>
    /// <param name="from">Everything after this place is heard, or known to be lost; null: from now on.</param>
    public ChangeListener Listen(long tenant, FeedPlace? from = null)
    {
        lock (_gate)
        {
            var line = LineOf(tenant);
            var known = from is null || (from.Node == _node && from.At <= line.Last && from.At >= line.Forgotten);
            var listener = new ChangeListener(tenant, known && from is not null ? from : Place(tenant), !known, gone => _listeners.TryRemove(gone, out _));
            foreach (var change in known && from is not null ? line.Kept.Where(change => change.At > from.At) : [])
            {
                listener.Hear(change);
            }

            _listeners[listener] = true;
            return listener;
        }
    }

    public void Publish(Change change)
    {
        Deliver(change);
        Happened?.Invoke(change);
    }

    /// <summary>What another node told: heard here, not told on.</summary>
    internal void Deliver(Change change)
    {
        lock (_gate)
        {
            var line = LineOf(change.Tenant);
            var heard = change with { At = line.Last = Math.Max(line.Last + 1, Now) };
            line.Kept.Enqueue(heard);
            if (line.Kept.Count > MostKept)
            {
                line.Forgotten = line.Kept.Dequeue().At;
            }

            foreach (var listener in _listeners.Keys)
            {
                if (listener.Tenant == heard.Tenant)
                {
                    listener.Hear(heard);
                }
            }
        }
    }

    private Line LineOf(long tenant)
    {
        if (!_lines.TryGetValue(tenant, out var line))
        {
            _lines[tenant] = line = new Line();
        }

        return line;
    }

    private long Now => _runs.ElapsedTicks / (Stopwatch.Frequency / 1_000_000);

    private sealed class Line
    {
        /// <summary>The latest change or place that was told: what comes next is later.</summary>
        public long Last { get; set; }

        /// <summary>The latest change that is not kept any more.</summary>
        public long Forgotten { get; set; } = -1;

        public Queue<Change> Kept { get; } = new();
    }
}
