using Headway.Application.Audits.Reading;
using Headway.Application.Audits.Report;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Audits;

/// <summary>
/// An audit that somebody is waiting for: how far it is, then its report, or why not with what a person can mend.
/// Only the report and the spans are kept; the log is forgotten and the file deleted when it is no longer needed.
/// </summary>
public sealed class AuditJob(string id, TenantId tenant, string fileName) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public string Id => id;

    public TenantId Tenant => tenant;

    public string FileName => fileName;

    /// <summary>Share of the file that has been read, 0 to 1.</summary>
    public double Progress { get; internal set; }

    public AuditReport? Report { get; internal set; }

    /// <summary>What a frozen audit keeps beside the report.</summary>
    public FrozenParts? Parts { get; internal set; }

    public string? Figures { get; internal set; }

    public Refusal? Refusal { get; internal set; }

    /// <summary>The header and the first rows, while the file is there to be read again.</summary>
    public Sample? Sample { get; internal set; }

    public Profile? Profile { get; internal set; }

    public bool IsDone => !IsRunning;

    /// <summary>Whether tickets can be loaded from it: the file is still there and was understood.</summary>
    public bool CanLoad => Report is not null && Path is not null;

    /// <summary>Ends when the work has ended, however it did.</summary>
    public Task Finished { get; internal set; } = Task.CompletedTask;

    internal bool IsRunning { get; set; } = true;

    /// <summary>The request that began it, where that had a key of its own.</summary>
    internal (PersonId Person, string Text)? Key { get; set; }

    internal Instant Touched { get; set; }

    internal string? Path { get; init; }

    internal CancellationToken Stop => _stop.Token;

    /// <summary>Ends the work and leaves nothing behind.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        if (Path is { } path && File.Exists(path))
        {
            File.Delete(path);
        }
    }
}
