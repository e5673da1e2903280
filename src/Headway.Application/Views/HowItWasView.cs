using Headway.Application.Feedback;
using Headway.Domain;

namespace Headway.Application.Views;

/// <summary>
/// The one question after a solution, and where the answer goes. <paramref name="Open"/>: it may still be said, or said otherwise. What
/// was typed when it was refused stands in the form again.
/// </summary>
public sealed record HowItWasView(FeedbackRead Asked, string To, bool Open, Refusal? Refused = null, int? Score = null, string? Words = null);
