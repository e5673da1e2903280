using System.Text.Json.Serialization;
using Headway.Application.Access;
using Headway.Application.Changes;
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

    /// <summary>Which notification the text is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Id { get; init; }
}

public sealed record Seen(string Name, string Initials, string Said, bool Writing);

/// <summary>
/// Says changes as a browser reads them: to this caller, in the caller's language, and only what may be heard.
/// </summary>
public sealed class Happenings(Hearing hearing)
{
    /// <param name="caller">Who listens.</param>
    /// <param name="changes">What came within a moment.</param>
    /// <param name="stop">Gives up.</param>
    /// <param name="heard">What the listener was told before; null for one who was told nothing.</param>
    public async Task<IReadOnlyList<Happening>> Of(Caller caller, IReadOnlyList<Change> changes, CancellationToken stop, NewsHeard? heard = null)
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

            if (change.Kind == ChangeKind.Team && change.Tenant == caller.Tenant.Value && caller.IsStaff && (caller.Teams.Contains(new(change.Team)) || caller.Leads.Contains(new(change.Team))))
            {
                list = true;
                news |= change.Mentions;
                continue;
            }

            if (change.Kind == ChangeKind.News)
            {
                news |= change.Tenant == caller.Tenant.Value && change.Told.Contains(caller.Person.Value);
                continue;
            }

            if (change.Tenant != caller.Tenant.Value || change.Number == 0 || !await hearing.MayHear(caller, change, stop))
            {
                continue;
            }

            if (change.Kind == ChangeKind.Presence)
            {
                told.Add(new Happening("presence") { Ticket = change.Number, People = People(caller, change) });
                continue;
            }

            if (!caller.IsStaff && change.Along.Contains(caller.Person.Value))
            {
                // Another customer's ticket: that theirs goes on is told, its number is not.
                list = true;
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
            told.Add(await News(caller, heard ?? new NewsHeard([]), stop));
        }

        return told;
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

    private async Task<Happening> News(Caller caller, NewsHeard heard, CancellationToken stop)
    {
        var news = await hearing.News(caller, heard, stop);
        var text = news.Loud is { } loud ? Words.Of(caller.Language).Maybe($"news.{loud.Kind}", $"#{loud.Number}") : null;
        return new Happening("notice") { Unread = news.Unread, Text = text ?? "", Id = text is null ? null : news.Loud?.Id };
    }
}
