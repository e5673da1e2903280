using Headway.Domain.Calendars;

namespace Headway.Domain.Promises;

/// <summary>What a ticket went through until its target was missed: business time by who held it, and how often it changed hands.</summary>
public sealed record BreachStory(WorkingTime Us, WorkingTime Customer, WorkingTime ThirdParty, int Transfers, int Steps);

/// <summary>Why targets are missed: codes, and the one that a ticket's own story speaks for. A person says which it was.</summary>
public static class BreachCause
{
    public const string Supplier = "waited-for-supplier", Customer = "waited-for-customer", Work = "too-much-work", Team = "wrong-team", Hard = "hard-to-solve", Other = "other";

    public static readonly IReadOnlyList<string> Codes = [Supplier, Customer, Work, Team, "wrong-priority", Hard, Other];

    private const double MuchOfIt = 0.4;
    private const int Bounced = 2;
    private const int ManySteps = 5;

    public static string Suggested(BreachStory story)
    {
        var all = story.Us.Hours + story.Customer.Hours + story.ThirdParty.Hours;
        return story.Transfers >= Bounced ? Team
            : all > 0 && story.ThirdParty.Hours >= MuchOfIt * all ? Supplier
            : all > 0 && story.Customer.Hours >= MuchOfIt * all ? Customer
            : story.Steps >= ManySteps ? Hard
            : Work;
    }
}
