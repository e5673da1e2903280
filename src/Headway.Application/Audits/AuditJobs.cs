using System.Collections.Concurrent;
using Headway.Application.Access;
using Headway.Application.Audits.Reading;
using Headway.Application.Audits.Report;
using Headway.Domain;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Headway.Application.Audits;

/// <summary>Audits as they run, a few a tenant; forgotten, file and all, an hour after they were last looked at or when newer ones come.</summary>
public sealed class AuditJobs : IDisposable
{
    /// <summary>How long a job stays after somebody last looked at it.</summary>
    public static readonly Duration Kept = Duration.FromHours(1);

    private const int MostKept = 12, MostRunning = 2;

    private readonly ConcurrentDictionary<string, AuditJob> _jobs = new();
    private readonly Lock _lock = new();
    private readonly LedgerLog _ledger;
    private readonly TimeProvider _time;
    private readonly ILogger<AuditJobs> _log;
    private readonly ITimer _sweep;

    public AuditJobs(LedgerLog ledger, TimeProvider time, ILogger<AuditJobs> log)
    {
        (_ledger, _time, _log) = (ledger, time, log);
        _sweep = time.CreateTimer(_ => Forget(), null, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));
    }

    /// <summary>The caller's audits as they run or wait to be looked at, the newest first.</summary>
    public Outcome<IReadOnlyList<AuditJob>> List(Caller caller) => caller.Denies(Permission.RunAudits) is { } no ? no
        : _jobs.Values.Where(job => job.Tenant == caller.Tenant).OrderByDescending(job => job.Id, StringComparer.Ordinal).ToArray();

    /// <summary>Takes a file in and begins. What can't be taken in whole leaves nothing behind.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="file">The bytes.</param>
    /// <param name="name">What the file is called.</param>
    /// <param name="wishes">How to read it.</param>
    /// <param name="key">A request's own key: while its audit is there, the same key begins no second one.</param>
    /// <param name="stop">Gives up taking it in.</param>
    public async Task<Outcome<AuditJob>> Start(Caller caller, Stream file, string name, ReadingWishes wishes, string? key = null, CancellationToken stop = default)
    {
        if (key is not null && caller.May(Permission.RunAudits) && _jobs.Values.FirstOrDefault(job => job.Tenant == caller.Tenant && job.Key == (caller.Person, key)) is { } known)
        {
            return known;
        }

        var begun = Begin(caller, name, Path.Combine(Path.GetTempPath(), $"headway-audit-{Guid.CreateVersion7():N}"));
        if (begun is not { IsRefused: false, Value: { Path: { } path } job })
        {
            return begun;
        }

        job.Key = key is null ? null : (caller.Person, key);
        try
        {
            await using var kept = File.Create(path);
            await file.CopyToAsync(kept, stop);
        }
        catch
        {
            Drop(job);
            throw;
        }

        job.Finished = Task.Run(() => Work(job, wishes), CancellationToken.None);
        return job;
    }

    /// <summary>The same file once more, with what a person said about it.</summary>
    public Outcome<AuditJob> Again(Caller caller, string id, Profile finished)
    {
        if (Find(caller, id) is not { Path: not null, Sample: not null } job)
        {
            return AuditRefusals.NotFound;
        }

        lock (_lock)
        {
            if (job.IsRunning || Running(caller.Tenant) >= MostRunning)
            {
                return AuditRefusals.TooMany;
            }

            (job.Report, job.Refusal, job.Progress, job.IsRunning) = (null, null, 0, true);
        }

        job.Finished = Task.Run(() => Work(job, new ReadingWishes(Finished: finished)));
        return job;
    }

    /// <summary>Our own desk, the tickets opened in a period.</summary>
    public Outcome<AuditJob> Live(Caller caller, Instant from, Instant to)
    {
        var begun = Begin(caller, "Headway", path: null);
        return begun.Then<AuditJob>(job =>
        {
            job.Finished = Task.Run(() => Guarded(job, async () =>
            {
                var read = await _ledger.Read(caller, from, to, job.Stop);
                if (read.Refusal is { } no)
                {
                    job.Refusal = no;
                    return;
                }

                Finish(job, RunAudit.Of(read.Value));
            }));
            return job;
        });
    }

    public AuditJob? Find(Caller caller, string id)
    {
        if (!caller.May(Permission.RunAudits) || !_jobs.TryGetValue(id, out var job) || job.Tenant != caller.Tenant)
        {
            return null;
        }

        job.Touched = Now();
        return job;
    }

    internal bool Knows(string id) => _jobs.ContainsKey(id);

    /// <summary>Ends it, whether it runs or not: report, file and all are gone.</summary>
    public Refusal? Cancel(Caller caller, string id)
    {
        if (Find(caller, id) is not { } job)
        {
            return AuditRefusals.NotFound;
        }

        Drop(job);
        return null;
    }

    public void Dispose()
    {
        _sweep.Dispose();
        foreach (var job in _jobs.Values)
        {
            job.Dispose();
        }
    }

    private Outcome<AuditJob> Begin(Caller caller, string name, string? path)
    {
        if (caller.Denies(Permission.RunAudits) is { } no)
        {
            return no;
        }

        lock (_lock)
        {
            if (Running(caller.Tenant) >= MostRunning)
            {
                return AuditRefusals.TooMany;
            }

            foreach (var old in _jobs.Values.Where(old => old.Tenant == caller.Tenant && old.IsDone).OrderBy(old => old.Id, StringComparer.Ordinal).SkipLast(MostKept - 1).ToList())
            {
                Drop(old);
            }

            var job = new AuditJob(Secret(), caller.Tenant, name) { Path = path, Touched = Now() };
            return _jobs[job.Id] = job;
        }
    }

    private int Running(TenantId tenant) => _jobs.Values.Count(job => job.Tenant == tenant && job.IsRunning);

    private void Drop(AuditJob job)
    {
        if (_jobs.TryRemove(job.Id, out var gone))
        {
            gone.Dispose();
        }
    }

    private void Forget()
    {
        foreach (var old in _jobs.Values.Where(job => job.IsDone && Now() - job.Touched >= Kept))
        {
            Drop(old);
        }
    }

    private Task Work(AuditJob job, ReadingWishes wishes) => Guarded(job, () =>
    {
        var found = LogFile.Find(job.Path ?? "", job.FileName);
        if (found.Refusal is { } unread)
        {
            job.Refusal = unread;
            return Task.CompletedTask;
        }

        job.Sample = Sample.Of(found.Value);
        job.Profile = ReadLog.Choose(job.Sample, wishes) is { IsRefused: false, Value: var chosen } ? chosen : ProfileProposal.Of(job.Sample);
        var length = Math.Max(1, found.Value.Length);
        var run = RunAudit.Of(found.Value, wishes, progress: read => job.Progress = Math.Min(1, (double)read / length), stop: job.Stop);
        if (run.Refusal is { } no)
        {
            job.Refusal = no;
            return Task.CompletedTask;
        }

        Finish(job, run.Value);
        return Task.CompletedTask;
    });

    // Whatever goes wrong, the job ends and says so: one that stays unfinished would hold a place for ever.
    private async Task Guarded(AuditJob job, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            job.Refusal = AuditRefusals.Stopped;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or System.Text.Json.JsonException or System.Xml.XmlException)
        {
            job.Refusal = AuditRefusals.FileBroken;
        }
        catch (Exception bug)
        {
            _log.LogError(bug, "An audit of tenant {Tenant} ended in an error.", job.Tenant.Value);
            job.Refusal = AuditRefusals.Failed;
        }
        finally
        {
            job.Touched = Now();
            job.IsRunning = false;
        }
    }

    private static void Finish(AuditJob job, AuditRun run)
    {
        job.Profile = run.Reading.Profile;
        (job.Parts, job.Figures) = (FrozenParts.Of(run), AuditJson.Text(run));
        job.Report = MakeReport.Of(run);
    }

    private Instant Now() => Instant.FromDateTimeOffset(_time.GetUtcNow());

    // Sorts by the time it was made; nobody guesses it.
    private static string Secret() => Guid.CreateVersion7().ToString("N");
}
