using System.Collections.Concurrent;
using System.Threading.Channels;
using Headway.Application.Storage;

namespace Headway.Application.Changes;

/// <summary>One listener's changes of its tenant. A listener that is too slow loses the oldest: it is told to look anew.</summary>
public sealed class ChangeListener(long tenant, Channel<Change> waiting, Action leave) : IDisposable
{
    public long Tenant { get; } = tenant;

    public ChannelReader<Change> Waiting => waiting.Reader;

    internal void Hear(Change change) => waiting.Writer.TryWrite(change);

    public void Dispose() => leave();
}

/// <summary>Everything that changed on this node, and on the others as far as the relay brings it, to everybody who listens.</summary>
public sealed class ChangeFeed
{
    private const int MostWaiting = 512;

    private readonly ConcurrentDictionary<ChangeListener, bool> _listeners = new();

    public ChangeFeed(TicketStore store) => store.Committed += changed => Publish(Change.Of(changed));

    /// <summary>Told of what happened on this node, for the relay. Must return at once.</summary>
    public event Action<Change>? Happened;

    public int Listeners => _listeners.Count;

    public ChangeListener Listen(long tenant)
    {
        var waiting = Channel.CreateBounded<Change>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        ChangeListener? listener = null;
        listener = new ChangeListener(tenant, waiting, () =>
        {
            _listeners.TryRemove(listener!, out _);
            waiting.Writer.TryComplete();
        });
        _listeners[listener] = true;
        return listener;
    }

    public void Publish(Change change)
    {
        Deliver(change);
        Happened?.Invoke(change);
    }

    /// <summary>What another node told: heard here, not told on.</summary>
    internal void Deliver(Change change)
    {
        foreach (var listener in _listeners.Keys)
        {
            if (listener.Tenant == change.Tenant)
            {
                listener.Hear(change);
            }
        }
    }
}
