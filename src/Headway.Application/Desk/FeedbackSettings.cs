using System.Globalization;
using Headway.Domain;
using Headway.Domain.Feedback;
using Headway.Domain.Tickets;

namespace Headway.Application.Desk;

/// <summary>How it is kept whether customers are asked how a resolution was.</summary>
public static class FeedbackSettings
{
    /// <summary>As kept; what can't be read is the usual.</summary>
    public static FeedbackRules Read(string? asks, string? low) => new(
        asks == "true", int.TryParse(low, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Check(number) is null ? number : FeedbackRules.UsualLow);

    /// <summary>A desk where every answer is low asks for nothing.</summary>
    public static Refusal? Check(int low) => low is < FeedbackRules.Lowest or >= FeedbackRules.Highest ? FeedbackRefusals.LowOutside : null;
}
