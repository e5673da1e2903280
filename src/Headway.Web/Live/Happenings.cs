using System.Text.Json.Serialization;
using Headway.Application.Access;
using Headway.Application.Changes;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Web.Language;

namespace Headway.Web.Live;

/// <summary>What a browser is told, as its scripts read it: only the fields of its kind are there.</summary>
public sealed record Happening(string Kind)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Ticket { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Version { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Now { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Seen>? People { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Unread { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }
}

public sealed record Seen(string Name, string Initials, string Said, bool Writing);

/// <summary>
/// Makes of changes what this caller may be told. The check is made when it is told, on the ticket's team and requester as
/// the change found them; a customer granted the organisation's tickets is checked against the store.
/// </summary>
public sealed class Happenings(Database database)
{
    public async Task<IReadOnlyList<Happening>> Of(Caller caller, IReadOnlyList<Change> changes, CancellationToken stop)
    {
        var told = new List<Happening>();
        var (list, news) = (false, false);
        foreach (var change in changes)
        {
            if (change.Kind == ChangeKind.Clock)
            {
                told.Add(new Happening("clock") { Now = change.Now });
                continue;
            }

            if (change.Tenant != caller.Tenant.Value || change.Number == 0 || !await Sees(caller, change, stop))
            {
                continue;
            }

            if (change.Kind == ChangeKind.Presence)
            {
                told.Add(new Happening("presence") { Ticket = change.Number, People = People(caller, change) });
                continue;
            }

            told.Add(new Happening("ticket") { Ticket = change.Number, Version = change.Version });
            list |= caller.IsStaff;
            news |= caller.IsStaff && (change.Mentions || change.Told.Contains(caller.Person.Value));
        }

        if (list)
        {
            told.Add(new Happening("list"));
        }

        if (news)
        {
            told.Add(await News(caller, stop));
        }

        return told;
    }

    private async Task<bool> Sees(Caller caller, Change change, CancellationToken stop)
    {
        if (caller.IsStaff)
        {
            return caller.Sees(new TicketSight(caller.Tenant, new TeamId(change.Team), new PersonId(change.Requester), null));
        }

        if (change.Kind != ChangeKind.Ticket || !change.ForCustomers)
        {
            return false;
        }

        if (change.Requester == caller.Person.Value || !caller.SeesOrganisation)
        {
            return change.Requester == caller.Person.Value;
        }

        var organisation = await database.Read(
            session => session.Number("SELECT organisation FROM people WHERE tenant = $1 AND id = $2", change.Tenant, change.Requester).AsTask(), stop);
        return caller.Sees(new TicketSight(caller.Tenant, new TeamId(change.Team), new PersonId(change.Requester), organisation));
    }

    private static IReadOnlyList<Seen> People(Caller caller, Change change)
    {
        var words = Words.Of(caller.Language);
        return [.. change.People.Where(person => person.Person != caller.Person.Value).Select(person =>
        {
            var view = new Application.Views.PersonView(person.Person, person.Name);
            return new Seen(person.Name, view.Initials, words[$"presence.{person.Doing}", view.First], person.Doing == "writing");
        })];
    }

    private async Task<Happening> News(Caller caller, CancellationToken stop)
    {
        var words = Words.Of(caller.Language);
        var (unread, text) = await database.Read(
            async session =>
            {
                var count = await session.Number(
                    "SELECT count(*) FROM notifications WHERE tenant = $1 AND person = $2 AND read_at IS NULL", caller.Tenant.Value, caller.Person.Value);
                var last = await session.Query(
                    """
                    SELECT n.kind, t.number FROM notifications n JOIN tickets t ON t.tenant = n.tenant AND t.ticket = n.ticket
                    WHERE n.tenant = $1 AND n.person = $2 AND n.read_at IS NULL ORDER BY n.at DESC, n.id DESC LIMIT 1
                    """,
                    row => (Kind: row.GetString(0), Number: row.GetInt64(1)), caller.Tenant.Value, caller.Person.Value);
                return (count ?? 0, last is [var one] ? words.Maybe($"notice.{one.Kind}", $"#{one.Number}") ?? "" : "");
            },
            stop);
        return new Happening("notice") { Unread = unread, Text = text };
    }
}
