using Headway.Application.Approvals;
using Headway.Domain;

namespace Headway.Web.Approvals;

/// <summary>
/// An approval as whoever was asked reads it, and where the decision goes. <paramref name="Substitute"/>: the reader is asked in
/// the approver's place. <paramref name="Typed"/> is what stood in the form when it was refused.
/// </summary>
public sealed record ApprovalView(ApprovalRead Asked, string To, bool Substitute, Refusal? Refused = null, string? Typed = null);
