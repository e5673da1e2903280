using System.Collections.Concurrent;
using Headway.Application.Access;
using Headway.Application.Audits;
using Headway.Application.Audits.Reading;
using Headway.Domain;
using Microsoft.Extensions.Logging;

namespace Headway.Application.Landing;

/// <summary>A load that somebody is waiting for: understood first, then previewed as often as wanted, then done.</summary>
public sealed class LoadJob(AuditJob audit)
{
    public AuditJob Audit => audit;

    /// <summary>The tickets as they were read; null while that goes on.</summary>
    public LandingLog? Log { get; internal set; }

    /// <summary>Ends when the reading has ended, however it did.</summary>
    public Task Understood { get; internal set; } = Task.CompletedTask;

    /// <summary>Ends when the loading that was begun last has ended.</summary>
    public Task Finished { get; internal set; } = Task.CompletedTask;

    public bool IsLoading { get; internal set; }

    /// <summary>Share of the tickets that are in, 0 to 1.</summary>
    public double Progress { get; internal set; }

    public LoadDone? Done { get; internal set; }

    public Refusal? Refusal { get; internal set; }

    public bool IsBusy => Refusal is null && Done is null && (Log is null || IsLoading);
}

/// <summary>Loads from the files of audits; each lives as long as its audit.</summary>
public sealed class LoadJobs(AuditJobs audits, LoadTickets load, ILogger<LoadJobs> log)
{
    private readonly ConcurrentDictionary<string, LoadJob> _jobs = new();

    /// <summary>The load of an audited file; reading begins with the first question.</summary>
    public Outcome<LoadJob> Of(Caller caller, string id)
    {
        if (caller.Denies(Permission.LoadTickets) is { } no)
        {
            return no;
        }

        foreach (var gone in _jobs.Keys.Where(key => !audits.Knows(key)))
        {
            _jobs.TryRemove(gone, out _);
        }

        if (audits.Find(caller, id) is not { CanLoad: true, Path: { } path } audit)
        {
            return AuditRefusals.NotFound;
        }

        var fresh = new LoadJob(audit);
        var job = _jobs.GetOrAdd(id, fresh);
        if (job == fresh)
        {
            job.Understood = Task.Run(() => Guarded(job, () =>
            {
                var found = LogFile.Find(path, audit.FileName);
                var understood = found.Then<LandingLog>(file => LoadTickets.Understand(caller, file, new ReadingWishes(Finished: audit.Profile), stop: audit.Stop));
                (job.Log, job.Refusal) = (understood.IsRefused ? null : understood.Value, understood.Refusal);
                return Task.CompletedTask;
            }));
        }

        return job;
    }

    public Outcome<LoadJob> Begin(Caller caller, string id, LoadWishes wishes)
    {
        var found = Of(caller, id);
        if (found.Refusal is { } no)
        {
            return no;
        }

        var job = found.Value;
        lock (job)
        {
            if (job.Log is null || job.IsLoading)
            {
                return ImportRefusals.Running;
            }

            (job.IsLoading, job.Refusal, job.Done, job.Progress) = (true, null, null, 0);
        }

        job.Finished = Task.Run(() => Guarded(job, async () =>
        {
            var done = await load.Do(caller, job.Log, wishes, share => job.Progress = share, job.Audit.Stop);
            (job.Done, job.Refusal) = (done.IsRefused ? null : done.Value, done.Refusal);
        }));
        return job;
    }

    private async Task Guarded(LoadJob job, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            job.Refusal = AuditRefusals.Stopped;
        }
        catch (Exception bug)
        {
            log.LogError(bug, "Loading tickets for tenant {Tenant} ended in an error.", job.Audit.Tenant.Value);
            job.Refusal = AuditRefusals.Failed;
        }
        finally
        {
            job.IsLoading = false;
        }
    }
}
