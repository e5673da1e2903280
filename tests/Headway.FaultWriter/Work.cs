using System.Collections.Concurrent;
using System.Text;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Ledger;
using Headway.Domain.People;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.FaultWriter;

/// <summary>
/// Operations named by a text of their own, each safe to send again: open a ticket, note on it, note with a file.
/// A name is printed once its operation has been answered.
/// </summary>
internal sealed class Work(Database database)
{
    private static readonly TenantId Tenant = new(1);
    private static readonly TeamId Desk = new(1);
    private static readonly PersonId Sam = new(11), Ann = new(21);
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);

    private static readonly DeskRules Rules = new(
        StatusBook.Default,
        new Dictionary<TeamId, Team> { [Desk] = new(Desk, "Service Desk", true, PrioritisationMode.Standard, WorkCalendar.AlwaysOpen("always", DateTimeZone.Utc)) });

    private readonly TicketStore _store = new(database);
    private readonly Blobs _blobs = new(database);
    private readonly ConcurrentDictionary<string, Lazy<Task<TicketKey>>> _shared = new();
    private readonly Lock _print = new();

    public async Task Do(IReadOnlyList<string> operations, int clients)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            int i;
            while ((i = Interlocked.Increment(ref next)) < operations.Count)
            {
                await One(operations[i]);
                Answer(operations[i]);
            }
        })));
    }

    private async Task One(string name)
    {
        // All of a round write to one ticket, at once; a ticket for each, so that the last round's is no longer than the first one's.
        var round = name.Split('-') is [_, var number, ..] ? number : "0";
        var shared = await _shared.GetOrAdd(round, one => new Lazy<Task<TicketKey>>(() => Opened($"shared-{one}"))).Value;
        if (name.StartsWith("open", StringComparison.Ordinal))
        {
            await Opened(name);
        }
        else if (name.StartsWith("file", StringComparison.Ordinal))
        {
            var file = Sure(await _blobs.Put(Tenant, new MemoryStream(Encoding.UTF8.GetBytes(name))));
            await Noted(shared, name, [new AttachmentDraft(null, file.Hash, name, "text/plain", file.Length, false, Sam)]);
        }
        else
        {
            await Noted(shared, name, []);
        }
    }

    private async Task<TicketKey> Opened(string name)
    {
        var text = await database.Counters.NextText();
        var changed = Sure(await _store.Open(
            Tenant,
            state => new OpenTicket(Actor.Customer(Ann), TicketType.Incident, Priority.P3, Desk, Ann, null, Channel.Portal, text).Decide(Rules, state, Now),
            Enclosed(name, new TextDraft(text, name, Subject: "subject"), [], changed => changed.Ticket)));
        return changed.Replayed is { } answer ? new TicketKey(long.Parse(answer.Body, System.Globalization.CultureInfo.InvariantCulture)) : changed.Ticket;
    }

    private async Task Noted(TicketKey ticket, string name, IReadOnlyList<AttachmentDraft> files)
    {
        var text = await database.Counters.NextText();
        Sure(await _store.Change(
            Tenant, ticket, null,
            state => new Progress(Sam, StatusCode.InProgress, Note: text).Decide(Rules, state, Now),
            Enclosed(name, new TextDraft(text, name), files, changed => changed.Ticket)));
    }

    private static Enclosure Enclosed(string name, TextDraft text, IReadOnlyList<AttachmentDraft> files, Func<Changed, TicketKey> answer) => new()
    {
        Texts = [text],
        Files = files,
        Outbox = _ => [new OutboxDraft(name, "mail", "{}", Now)],
        Request = new RequestKey(Sam, name, name, changed => new StoredAnswer(200, answer(changed).Value.ToString(System.Globalization.CultureInfo.InvariantCulture))),
    };

    private void Answer(string name)
    {
        lock (_print)
        {
            Console.Out.WriteLine(name);
            Console.Out.Flush();
        }
    }

    private static T Sure<T>(Outcome<T> outcome) => outcome.IsRefused ? throw new InvalidOperationException(outcome.Refusal!.Code) : outcome.Value;
}
