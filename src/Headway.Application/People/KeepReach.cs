using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;

namespace Headway.Application.People;

/// <summary>How and when somebody is to be reached, as it was typed. Hours like "09:00", by the person's own clock; blank is unsaid.</summary>
public sealed record ReachInput(string? Text, string? From = null, string? To = null)
{
    /// <summary>What is known, as fields show it.</summary>
    public static ReachInput Of(Reach known) => new(known.Text, Reach.Said(known.From), Reach.Said(known.To));
}

/// <summary>
/// Notes how and when a person is reached best: the person's own word, or support's for a ticket's requester, who said so on
/// the phone. Times that are offered go by it.
/// </summary>
public sealed class KeepReach(Database database)
{
    public Task<Reach> Own(Caller caller, CancellationToken stop = default) => database.Read(
        async session => Reach.Of(await session.Text("SELECT reach FROM people WHERE tenant = $1 AND id = $2", caller.Tenant.Value, caller.Person.Value)), stop);

    /// <summary>What the caller says of themselves takes the place of what was known.</summary>
    public async Task<Outcome<Reach>> Say(Caller caller, ReachInput said, CancellationToken stop = default)
    {
        var reach = Read(said);
        if (!reach.IsRefused)
        {
            await database.Write(session => Put(session, caller.Tenant, caller.Person, reach.Value), stop);
        }

        return reach;
    }

    /// <summary>The caller's words for the next time as well; blank leaves what is known, hours that were noted stay.</summary>
    public async Task<Refusal?> Words(Caller caller, string? words, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            return null;
        }

        return (await Say(caller, ReachInput.Of(await Own(caller, stop)) with { Text = words }, stop)).Refusal;
    }

    /// <summary>What support heard of a ticket's requester. The trail keeps that it was touched, never what it says.</summary>
    public async Task<Outcome<Reach>> OfRequester(Caller caller, long number, ReachInput said, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        var reach = Read(said);
        if (reach.IsRefused)
        {
            return reach;
        }

        return await Refusable.Write<Reach>(
            database,
            async session =>
            {
                if (await TicketLookup.Find(session, caller, number) is not { } ticket
                    || await session.Number("SELECT requester FROM tickets WHERE tenant = $1 AND ticket = $2", caller.Tenant.Value, ticket.Value) is not { } requester)
                {
                    return TicketRefusals.Unknown;
                }

                var person = new PersonId(requester);
                await Put(session, caller.Tenant, person, reach.Value);
                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("person.changed", PersonRows.Target(person), new { touched = Touched }));
                return reach.Value;
            },
            stop);
    }

    private static readonly string[] Touched = ["reach"];

    private static async Task Put(Session session, TenantId tenant, PersonId person, Reach reach) =>
        await session.Do("UPDATE people SET reach = $3 WHERE tenant = $1 AND id = $2", tenant.Value, person.Value, reach.Kept());

    private static Outcome<Reach> Read(ReachInput said)
    {
        var (text, from, to) = (Blank(said.Text), Blank(said.From), Blank(said.To));
        if (text is { Length: > Reach.MostSigns })
        {
            return PeopleRefusals.TextTooLong;
        }

        if (TextCheck.Check(text) is { } unclean)
        {
            return unclean;
        }

        if (from is null && to is null)
        {
            return new Reach(text);
        }

        return Reach.Time(from) is { } begins && Reach.Time(to) is { } ends && begins < ends ? new Reach(text, begins, ends) : PeopleRefusals.ReachHours;
    }

    private static string? Blank(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
