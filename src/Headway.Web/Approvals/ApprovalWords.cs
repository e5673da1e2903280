using Headway.Application.Approvals;

namespace Headway.Web.Approvals;

/// <summary>How an approval stands, in a word.</summary>
internal static class ApprovalWords
{
    public static string State(ApprovalRead one) => State(one.Approved, one.WithdrawnAt is not null);

    public static string State(bool? approved, bool withdrawn) => withdrawn ? "approval.is-withdrawn" : approved switch
    {
        true => "approval.is-approved",
        false => "approval.is-declined",
        null => "approval.is-open",
    };
}
