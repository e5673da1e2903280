namespace Headway.Domain.Recognition;

/// <summary>A type of activity with how many contributions were made to it, and what share of them that is.</summary>
public sealed record TypeShare(string Type, int Count, double Share);

/// <summary>
/// What somebody, or a team, contributed in a period: counts and shares by type, cover and help first. There is no score
/// in it, and it is compared with nobody.
/// </summary>
public sealed record Picture(int Counted, int Covered, int Helped, int HighPriority, int OnTime, int Maturing, int Returned, IReadOnlyList<TypeShare> Types)
{
    /// <summary>Of what counts, done by its due; null without any.</summary>
    public double? OnTimeShare => Counted == 0 ? null : (double)OnTime / Counted;

    /// <summary>Of what could have come back, what did: the counter-measure beside every count.</summary>
    public double? ReturnedShare => Counted + Returned == 0 ? null : (double)Returned / (Counted + Returned);

    /// <summary>With fewer people a middle would tell of one of them.</summary>
    public const int FewestPeople = 3;

    /// <summary>The median of each person's share on time; null with fewer than three people who have one.</summary>
    public static double? MedianOnTime(IEnumerable<Contribution> contributions)
    {
        var shares = contributions.GroupBy(one => one.Act.Person).Select(person => Of(person).OnTimeShare).OfType<double>().Order().ToList();
        return shares.Count < FewestPeople ? null : (shares[(shares.Count - 1) / 2] + shares[shares.Count / 2]) / 2;
    }

    public static Picture Of(IEnumerable<Contribution> contributions)
    {
        var all = contributions.ToList();
        var counted = all.FindAll(one => one.State == ContributionState.Counted);
        return new Picture(
            counted.Count, counted.Count(one => one.Act.Cover), counted.Count(one => one.Act.Help), counted.Count(one => one.Act.HighPriority), counted.Count(one => one.Act.OnTime),
            all.Count(one => one.State == ContributionState.Maturing), all.Count(one => one.State == ContributionState.Returned),
            [.. counted.GroupBy(one => one.Act.Type).Select(type => new TypeShare(type.Key, type.Count(), (double)type.Count() / counted.Count)).OrderByDescending(type => type.Count).ThenBy(type => type.Type, StringComparer.Ordinal)]);
    }
}
