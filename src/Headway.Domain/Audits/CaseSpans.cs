namespace Headway.Domain.Audits;

/// <summary>
/// How long each case took, to be compared later: business hours to the solution, or to the log's end where it is open
/// (<see cref="Solved"/> false: so a cleared backlog can fake no gain), its priority and its cluster, and the customers' work
/// that it is estimated to have cost. What was not kept when an audit was frozen is empty.
/// </summary>
public sealed record CaseSpans(float[] Hours, bool[] Solved, byte[] Priority, int[] Cluster, float[] Lost)
{
    /// <summary>The local day on which each case was opened, counted from 1970.</summary>
    public int[] Day { get; init; } = [];

    /// <summary>The log's last local day.</summary>
    public int LastDay { get; init; }

    public UpdateSpans Updates { get; init; } = new([], [], [], []);
}

/// <summary>
/// How long each update of a customer waited for its answer, in business hours; until the log's end where none came, whether
/// the ticket was closed over it or not. <paramref name="Case"/> is a place in the cases, <paramref name="Day"/> its local day.
/// </summary>
public sealed record UpdateSpans(float[] Hours, bool[] Answered, int[] Case, int[] Day);
