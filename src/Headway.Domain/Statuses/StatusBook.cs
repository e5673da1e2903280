using System.Collections.Frozen;
using Headway.Domain.Calendars;

namespace Headway.Domain.Statuses;

/// <summary>A threshold for a status, narrowed by any of service, team and priority; null means any.</summary>
public sealed record ThresholdRule(StatusCode Status, WorkingTime Threshold, ServiceId? Service = null, TeamId? Team = null, Priority? Priority = null);

/// <summary>The threshold that holds, and the words for why: which rule gave it and what capped it.</summary>
public sealed record ThresholdFound(WorkingTime Threshold, string Rule, string? Cap = null);

/// <summary>
/// A tenant's statuses with their thresholds and targets, as they stand for new activities. Immutable: a change makes a
/// new book, and open activities keep the due they were given.
/// </summary>
public sealed class StatusBook
{
    private readonly FrozenDictionary<string, StatusDefinition> _byCode;
    private readonly ThresholdRule[] _rules;

    public StatusBook(
        IEnumerable<StatusDefinition> statuses,
        IEnumerable<ThresholdRule> rules,
        IReadOnlyDictionary<Priority, WorkingTime> responseTargets,
        IReadOnlyDictionary<Priority, WorkingTime> completionTargets,
        IReadOnlyDictionary<ServiceId, IReadOnlyDictionary<Priority, WorkingTime>> serviceResponseTargets)
    {
        All = [.. statuses];
        _byCode = All.ToFrozenDictionary(status => status.Code.Value, StringComparer.Ordinal);
        _rules = [.. rules];
        ResponseTargets = responseTargets;
        CompletionTargets = completionTargets;
        ServiceResponseTargets = serviceResponseTargets;
    }

    /// <summary>The book of a new tenant.</summary>
    public static StatusBook Default { get; } = new(
        DefaultStatuses.All,
        [],
        DefaultStatuses.ResponseTargets,
        new Dictionary<Priority, WorkingTime>(),
        new Dictionary<ServiceId, IReadOnlyDictionary<Priority, WorkingTime>>());

    public IReadOnlyList<StatusDefinition> All { get; }

    public IReadOnlyList<ThresholdRule> Rules => _rules;

    public IReadOnlyDictionary<Priority, WorkingTime> ResponseTargets { get; }

    public IReadOnlyDictionary<Priority, WorkingTime> CompletionTargets { get; }

    public IReadOnlyDictionary<ServiceId, IReadOnlyDictionary<Priority, WorkingTime>> ServiceResponseTargets { get; }

    /// <summary>Completion targets of services that have their own.</summary>
    public IReadOnlyDictionary<ServiceId, IReadOnlyDictionary<Priority, WorkingTime>> ServiceCompletionTargets { get; init; } =
        new Dictionary<ServiceId, IReadOnlyDictionary<Priority, WorkingTime>>();

    /// <summary>Services normally completed with the first answer.</summary>
    public IReadOnlySet<ServiceId> StraightOff { get; init; } = FrozenSet<ServiceId>.Empty;

    /// <summary>The same book with other statuses, rules or targets; what is null stays.</summary>
    public StatusBook With(
        IEnumerable<StatusDefinition>? statuses = null,
        IEnumerable<ThresholdRule>? rules = null,
        IReadOnlyDictionary<Priority, WorkingTime>? responseTargets = null,
        IReadOnlyDictionary<ServiceId, IReadOnlyDictionary<Priority, WorkingTime>>? serviceResponseTargets = null) =>
        new(statuses ?? All, rules ?? _rules, responseTargets ?? ResponseTargets, CompletionTargets, serviceResponseTargets ?? ServiceResponseTargets)
        {
            ServiceCompletionTargets = ServiceCompletionTargets,
            StraightOff = StraightOff,
        };

    /// <exception cref="KeyNotFoundException">Not one of this tenant's statuses; doors ask <see cref="Find"/> first.</exception>
    public StatusDefinition this[StatusCode code] => _byCode[code.Value];

    public StatusDefinition? Find(StatusCode code) => code.Value is null ? null : _byCode.GetValueOrDefault(code.Value);

    public WorkingTime ResponseTarget(Priority priority, ServiceId? service) =>
        service is { } s && ServiceResponseTargets.TryGetValue(s, out var own) && own.TryGetValue(priority, out var target)
            ? target
            : ResponseTargets[priority];

    /// <summary>The response target where the service is completed straight off, else the service's own, else the priority's; null when there is none.</summary>
    public WorkingTime? CompletionTarget(Priority priority, ServiceId? service)
    {
        if (service is { } s)
        {
            if (StraightOff.Contains(s))
            {
                return ResponseTarget(priority, s);
            }

            if (ServiceCompletionTargets.TryGetValue(s, out var own) && own.TryGetValue(priority, out var target))
            {
                return target;
            }
        }

        return CompletionTargets.TryGetValue(priority, out var common) ? common : null;
    }

    /// <summary>
    /// The most particular rule wins: service and priority, team and priority, team, priority, the status itself. A new
    /// ticket's is the response target; follow-up of a customer is never slower than a first response.
    /// </summary>
    public ThresholdFound Threshold(StatusCode code, TeamId team, Priority priority, ServiceId? service)
    {
        var response = ResponseTarget(priority, service);
        if (code == StatusCode.New)
        {
            return new ThresholdFound(response, service is { } s && ServiceResponseTargets.ContainsKey(s) ? "service-response-target" : "response-target");
        }

        var (threshold, rule) = Configured(code, team, priority, service);
        return CapOf(code) && response < threshold
            ? new ThresholdFound(response, rule, "response-target")
            : new ThresholdFound(threshold, rule);
    }

    /// <summary>Statuses whose threshold may not exceed the ticket's first-response target.</summary>
    public static bool CapOf(StatusCode code) =>
        code == StatusCode.CustomerUpdated || code == StatusCode.Reopened || code == StatusCode.Assigned;

    /// <summary>
    /// Refuses a rule that is no positive time, is longer than anybody may wait, or lies above the cap of its status for a
    /// priority it names; without a priority the cap is applied ticket by ticket.
    /// </summary>
    public Refusal? Check(ThresholdRule rule)
    {
        if (Find(rule.Status) is null)
        {
            return StatusRefusals.Unknown.Because($"'{rule.Status}' is not a status of this desk.");
        }

        if (rule.Threshold <= WorkingTime.Zero)
        {
            return StatusRefusals.ThresholdNotPositive;
        }

        if (rule.Threshold > LongestThreshold)
        {
            return StatusRefusals.ThresholdTooLong;
        }

        return rule.Priority is { } priority && CapOf(rule.Status) && rule.Threshold > ResponseTarget(priority, rule.Service)
            ? StatusRefusals.ThresholdAboveCap
            : null;
    }

    /// <summary>The longest time for which something may stand still: fifty days of eight hours.</summary>
    public static readonly WorkingTime LongestThreshold = WorkingTime.FromHours(400);

    /// <summary>No ticket's response target is longer: above it a capped status' threshold never holds.</summary>
    public WorkingTime LongestResponseTarget(ServiceId? service) => Enum.GetValues<Priority>().Select(priority => ResponseTarget(priority, service))
        .Concat(service is null ? ServiceResponseTargets.Values.SelectMany(own => own.Values) : []).Max();

    private (WorkingTime Threshold, string Rule) Configured(StatusCode code, TeamId team, Priority priority, ServiceId? service)
    {
        (WorkingTime Threshold, string Rule, int Weight)? best = null;
        foreach (var rule in _rules)
        {
            if (rule.Status != code
                || (rule.Service is { } s && s != service)
                || (rule.Team is { } t && t != team)
                || (rule.Priority is { } p && p != priority))
            {
                continue;
            }

            var weight = (rule.Service is null ? 0 : 8) + (rule.Team is null ? 0 : 4) + (rule.Priority is null ? 0 : 2);
            if (best is null || weight > best.Value.Weight)
            {
                best = (rule.Threshold, Name(rule), weight);
            }
        }

        return best is { } found
            ? (found.Threshold, found.Rule)
            : (this[code].Threshold ?? WorkingTime.FromHours(4), "status");
    }

    private static string Name(ThresholdRule rule) =>
        string.Join('+', new[] { "status", rule.Service is null ? null : "service", rule.Team is null ? null : "team", rule.Priority is null ? null : "priority" }.Where(part => part is not null));
}

public static class StatusRefusals
{
    public static readonly Refusal Unknown = new(RefusalKind.Invalid, "status.unknown", "That is not a status of this desk.");
    public static readonly Refusal NotSelectable = new(RefusalKind.Invalid, "status.not-selectable", "That status is set by the system or by its own action; choose the situation the ticket is in.");
    public static readonly Refusal ThresholdAboveCap = new(RefusalKind.Invalid, "threshold.above-cap", "Following up a customer may not be slower than answering a new ticket: choose a threshold within the response target.");
    public static readonly Refusal ThresholdTooLong = new(RefusalKind.Invalid, "threshold.too-long", "Nothing waits unseen for so long: choose at most 400 business hours.");
    public static readonly Refusal RankOutOfRange = new(RefusalKind.Invalid, "status.rank-out-of-range", "A rank is 1 (first) to 5.");
    public static readonly Refusal ClockMustRun = new(RefusalKind.Invalid, "status.clock-must-run", "Here the customer waits for us: the clock can't be paused.");
    public static readonly Refusal StandingFixed = new(RefusalKind.Conflict, "status.standing-fixed", "How an end stands in the list can't be changed: there is nothing left to do.");
    public static readonly Refusal ThresholdNotPositive = new(RefusalKind.Invalid, "threshold.not-positive", "A threshold is a positive number of business hours.");
}
