using System.Collections.Concurrent;
using Headway.Application.Access;
using Headway.Application.Audits.Reading;
using Headway.Application.Audits.Report;
using Headway.Domain;

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

    public CaseSpans? Spans { get; internal set; }

    public string? Figures { get; internal set; }

    public Refusal? Refusal { get; internal set; }

    /// <summary>The header and the first rows, while the file is there to be read again.</summary>
    public Sample? Sample { get; internal set; }

    public Profile? Profile { get; internal set; }

    public bool IsDone => Report is not null || Refusal is not null;

    internal string? Path { get; init; }

    internal CancellationToken Stop => _stop.Token;

    /// <summary>Ends the work and leaves nothing behind.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        if (Path is { } path && File.Exists(path))
            File.Delete(path);
    }
}

/// <summary>Audits as they run, a few a tenant; forgotten after an hour or when newer ones come.</summary>
public sealed class AuditJobs(LedgerLog ledger) : IDisposable
{
    private const int MostKept = 12, MostRunning = 2;

    private readonly ConcurrentDictionary<string, AuditJob> _jobs = new();

    /// <summary>Takes the file at <paramref name="path"/> over: it is deleted with the job.</summary>
    public Outcome<AuditJob> Start(Caller caller, string path, string name, ReadingWishes wishes)
    {
        if (Denied(caller) is { } no)
            return no;
        var job = Keep(new AuditJob(Secret(), caller.Tenant, name) { Path = path });
        _ = Task.Run(() => Work(job, wishes));
        return job;
    }

    /// <summary>The same file once more, with what a person said about it.</summary>
    public Outcome<AuditJob> Again(Caller caller, string id, Profile finished)
    {
        if (Find(caller, id) is not { Path: not null, Sample: not null } job)
            return AuditRefusals.NotFound;
        (job.Report, job.Refusal, job.Progress) = (null, null, 0);
        _ = Task.Run(() => Work(job, new ReadingWishes(Finished: finished)));
        return job;
    }

    /// <summary>Our own desk, all of its history.</summary>
    public async Task<Outcome<AuditJob>> Live(Caller caller, NodaTime.Instant from, NodaTime.Instant to, CancellationToken stop = default)
    {
        if (Denied(caller) is { } no)
            return no;
        var reading = await ledger.Read(caller, from, to, stop);
        return reading.Then<AuditJob>(read =>
        {
            var job = Keep(new AuditJob(Secret(), caller.Tenant, read.FileName));
            Finish(job, RunAudit.Of(read));
            return job;
        });
    }

    public AuditJob? Find(Caller caller, string id) =>
        caller.May(Permission.RunAudits) && _jobs.TryGetValue(id, out var job) && job.Tenant == caller.Tenant ? job : null;

    public void Dispose()
    {
        foreach (var job in _jobs.Values)
            job.Dispose();
    }

    private Refusal? Denied(Caller caller) => caller.Denies(Permission.RunAudits)
        ?? (_jobs.Values.Count(job => job.Tenant == caller.Tenant && !job.IsDone) >= MostRunning ? AuditRefusals.TooMany : null);

    private AuditJob Keep(AuditJob job)
    {
        foreach (var old in _jobs.Values.Where(old => old.Tenant == job.Tenant && old.IsDone).OrderBy(old => old.Id, StringComparer.Ordinal).SkipLast(MostKept))
        {
            if (_jobs.TryRemove(old.Id, out var gone))
                gone.Dispose();
        }
        return _jobs[job.Id] = job;
    }

    private static void Work(AuditJob job, ReadingWishes wishes)
    {
        try
        {
            var found = LogFile.Find(job.Path ?? "", job.FileName);
            if (found.Refusal is { } unread)
            {
                job.Refusal = unread;
                return;
            }
            job.Sample = Sample.Of(found.Value);
            job.Profile = ReadLog.Choose(job.Sample, wishes) is { IsRefused: false, Value: var chosen } ? chosen : ProfileProposal.Of(job.Sample);
            var length = Math.Max(1, found.Value.Length);
            var run = RunAudit.Of(found.Value, wishes, progress: read => job.Progress = Math.Min(1, (double)read / length), stop: job.Stop);
            if (run.Refusal is { } no)
                job.Refusal = no;
            else
                Finish(job, run.Value);
        }
        catch (OperationCanceledException)
        {
            job.Refusal = AuditRefusals.Stopped;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or System.Text.Json.JsonException or System.Xml.XmlException)
        {
            job.Refusal = AuditRefusals.FileBroken;
        }
    }

    private static void Finish(AuditJob job, AuditRun run)
    {
        (job.Spans, job.Figures) = (CaseSpans.Of(run), AuditJson.Text(run));
        job.Report = MakeReport.Of(run);
    }

    // Sorts by the time it was made; nobody guesses it.
    private static string Secret() => Guid.CreateVersion7().ToString("N");
}
