using Headway.Application.Tickets;
using Headway.Domain.Chases;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Web.Desk;

/// <summary>The fields of the chase panel, as they come with the answer.</summary>
internal static class ChaseForm
{
    /// <summary>Null when the form has no verdict: no chase was open when the page was drawn.</summary>
    public static ChaseVerdict? Verdict(IFormCollection form) =>
        ChaseWords.Finding(form["verdict"].ToString()) is { } finding
            ? new ChaseVerdict(
                finding,
                finding == ChaseFinding.Valid ? ChaseWords.Ground(form["ground"].ToString()) : null,
                finding == ChaseFinding.NotAChase || form["cause"].ToString() is not { Length: > 0 } cause ? null : cause)
            : null;

    /// <summary>The reply goes to everybody who hangs on the ticket too.</summary>
    public static bool ToAll(IFormCollection form) => form["all"].ToString() == "1";

    /// <summary>The corrected priority; null leaves it.</summary>
    public static Priority? Priority(IFormCollection form) =>
        form["verdict"].ToString() == "true" && Enum.TryParse<Priority>(form["priority"].ToString(), out var priority) && Enum.IsDefined(priority) ? priority : null;
}
