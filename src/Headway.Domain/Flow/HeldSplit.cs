using Headway.Domain.Calendars;
using Headway.Domain.Statuses;

namespace Headway.Domain.Flow;

/// <summary>Whose turn it was, in working time: we at work, waiting for us, the customer, a supplier or approver.</summary>
public sealed record HeldSplit(WorkingTime Working, WorkingTime WaitingForUs, WorkingTime Customer, WorkingTime ThirdParty)
{
    public WorkingTime Whole => Working + WaitingForUs + Customer + ThirdParty;

    public static HeldSplit Of(FlowTally tally)
    {
        var sums = tally.By(Holder).ToDictionary(part => part.Key, part => part.Tally.Spent);
        return new HeldSplit(Sum(0), Sum(1), Sum(2), Sum(3));

        WorkingTime Sum(int holder) => sums.TryGetValue(holder, out var spent) ? spent : WorkingTime.Zero;
    }

    // Only "in progress" says that somebody of ours is at it now.
    private static int Holder(FlowKey key) => key.HeldBy switch
    {
        HeldBy.Customer => 2,
        HeldBy.ThirdParty => 3,
        _ => key.Status == StatusCode.InProgress ? 0 : 1,
    };
}
