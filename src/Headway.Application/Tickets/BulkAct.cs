using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Views;
using Headway.Domain;

namespace Headway.Application.Tickets;

/// <summary>
/// The same act on several tickets: <c>assign:PERSON</c>, <c>transfer:TEAM</c> or <c>status:CODE</c>. No ticket is spared its
/// own decision, and what one refuses stops no other.
/// </summary>
public sealed class BulkAct(TransferTicket transfer, ProgressTicket progress, TicketPageQuery tickets)
{
    public const int Most = 100;

    public async Task<Outcome<BulkOutcome>> Do(Caller caller, IReadOnlyList<string> activities, string what, string? note, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        var numbers = activities
            .Select(id => long.TryParse(id.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0).Distinct().ToList();
        if (numbers.Count is 0 or > Most)
        {
            return TicketUseRefusals.BulkCount;
        }

        var done = 0;
        var refused = new List<BulkRefusal>();
        foreach (var number in numbers)
        {
            var page = await tickets.Read(caller, number, stop);
            var changed = page.IsRefused ? page.Refusal! : await One(new ActOn(caller, number), page.Value, what, note, stop);
            if (changed.Refusal is { } refusal)
            {
                refused.Add(new BulkRefusal(number, page.IsRefused ? "" : page.Value.Subject, refusal.Code, refusal.Message));
            }
            else
            {
                done++;
            }
        }

        return new BulkOutcome(done, refused);
    }

    private async Task<Outcome<Changed>> One(ActOn on, TicketPage page, string what, string? note, CancellationToken stop)
    {
        var (verb, value) = what.Split(':', 2) is [var before, var after] ? (before, after) : (what, "");
        var id = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        return verb switch
        {
            "assign" => await transfer.To(on, page.State.Team, note, new PersonId(id), stop),
            "transfer" => await transfer.To(on, new TeamId(id), note, null, stop),
            "status" => await progress.Do(on, new TouchInput(value, Note: note), stop),
            _ => TicketUseRefusals.BulkUnknown,
        };
    }
}
