using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>What a ticket is said to be. Null leaves a field as it is; an empty service or no tags take them away.</summary>
public sealed record TicketEdit(string? Subject = null, Priority? Priority = null, string? Service = null, TicketType? Type = null, IReadOnlyList<string>? Tags = null, PlannedDate? Planned = null);

/// <summary>When a change or fix is to be in place; no date takes it away. What waits for it follows.</summary>
public sealed record PlannedDate(NodaTime.Instant? Date);

/// <summary>Corrects what stands on a ticket. No due moves: a new priority is for the dues to come.</summary>
public sealed class EditTicket(TicketActs acts, TicketPageQuery tickets, StaffDirectory directory, Database database)
{
    public const int MostTags = 20, LongestTag = 40, LongestSubject = 300;

    public async Task<Outcome<Changed>> Do(ActOn on, TicketEdit edit, CancellationToken stop = default)
    {
        if (on.Caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        var read = await tickets.Read(on.Caller, on.Number, stop);
        if (read.IsRefused)
        {
            return read.Refusal!;
        }

        var page = read.Value;
        var words = new ActWords(acts.Counters);
        var facts = new List<TicketFact>();
        if (edit.Subject is { } subject && subject.Trim() != page.Subject)
        {
            if (string.IsNullOrWhiteSpace(subject))
            {
                return TicketUseRefusals.SubjectMissing;
            }

            if (subject.Length > LongestSubject)
            {
                return TicketUseRefusals.SubjectTooLong;
            }

            facts.Add(new SubjectSet(await words.Put(null, subject: subject.Trim())));
        }

        if (edit.Priority is { } priority)
        {
            facts.Add(new PrioritySet(priority));
        }

        if (edit.Type is { } type)
        {
            facts.Add(new TypeSet(type));
        }

        if (edit.Planned is { } planned)
        {
            facts.Add(new PlannedFor(planned.Date));
        }

        if (edit.Service is { } named)
        {
            var service = named.Length == 0 ? null : await directory.Service(on.Caller.Tenant, named, stop);
            if (named.Length > 0 && service is null)
            {
                return TicketUseRefusals.ServiceUnknown.Because($"There is no service '{named}'.");
            }

            facts.Add(new ServiceSet(service?.Id));
        }

        if (edit.Tags is { } tags)
        {
            var wanted = tags.Select(tag => tag.Trim().ToLower(CultureInfo.InvariantCulture)).Where(tag => tag.Length > 0).Distinct().ToList();
            if (wanted.Count > MostTags || wanted.Any(tag => tag.Length > LongestTag || TextCheck.Check(tag) is not null))
            {
                return TicketUseRefusals.TooManyTags;
            }

            var ids = await Ids(on.Caller.Tenant, wanted, stop);
            facts.AddRange(page.State.Tags.Where(tag => !ids.Contains(tag)).Select(tag => new Untagged(tag)));
            facts.AddRange(ids.Where(tag => !page.State.Tags.Contains(tag)).Select(tag => new Tagged(tag)));
        }

        return await acts.Do(on, Permission.ActOnTickets, words, new Annotate(Actor.Staff(on.Caller.Person), facts).Decide, stop);
    }

    // A tag begins to exist when it is first put on a ticket.
    private Task<List<long>> Ids(TenantId tenant, IReadOnlyList<string> names, CancellationToken stop) => database.Write(
        async session =>
        {
            var ids = new List<long>();
            foreach (var name in names)
            {
                await session.Run(
                    "INSERT INTO tags (tenant, id, name) VALUES ($1, $2, $3) ON CONFLICT (tenant, name) DO NOTHING", tenant.Value, await session.NextId(), name);
                ids.Add((await session.Number("SELECT id FROM tags WHERE tenant = $1 AND name = $2", tenant.Value, name))!.Value);
            }

            return ids;
        },
        stop);
}
