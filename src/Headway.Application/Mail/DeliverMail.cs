using Headway.Application.Access;
using Headway.Application.Appointments;
using Headway.Application.Desk;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>Carries a message's fate out, through the ways every other door takes, and logs it in the same transaction.</summary>
public sealed class DeliverMail(TicketActs acts, TicketStore store, DeskRulesCache rules, DeskClock clock, StaffDirectory directory, RequesterBook requesters, Blobs blobs, ChooseTime choose)
{
    private const int LongestSubject = 300, LongestText = 100_000;

    internal async Task<Outcome<MailFate>> Do(Arrival arrival, MailRecord record, MailRoute route, string folder, CancellationToken stop, string? detail = null)
    {
        detail ??= record.DecidedBy is null && arrival.Before.IsSquatted ? "same-id-other-content" : null;
        return (route.Fate, route.As) switch
        {
            (Fate.Opened, _) => await Open(arrival, record, route, folder, detail, stop),
            (Fate.Appended, TakenAs.Customer) => await Append(arrival, record, route, folder, detail, stop),
            (Fate.Appended, TakenAs.Attendee) => await Attend(arrival, record, route, folder, detail, stop),
            (Fate.Appended, TakenAs.AgentNote) => await Note(arrival, record, route, folder, detail, stop),
            (Fate.Appended, _) => await AsMachineOrHelper(arrival, record, route, folder, detail, stop),
            _ => await Log(arrival, record, route, detail, stop),
        };
    }

    private async Task<Outcome<MailFate>> Open(Arrival arrival, MailRecord record, MailRoute route, string folder, string? detail, CancellationToken stop)
    {
        var mail = Meant(arrival.Mail);
        var from = mail.From[0];
        var person = arrival.Sender is { } known ? known.Person : await requesters.FindOrAdd(record.Tenant, from.Address, Name(from.Name), stop);
        if (person.IsRefused)
        {
            return await Log(arrival, record, new MailRoute(Fate.Quarantined, "no-sender"), person.Refusal!.Message, stop);
        }

        if ((arrival.Sender is null ? await Callers.Find(store.Database, record.Tenant, person.Value, stop) : arrival.SenderMay) is not { } caller)
        {
            return await Log(arrival, record, new MailRoute(Fate.Quarantined, "sender-disabled"), detail, stop);
        }

        var team = record.Mailbox?.Team ?? await directory.Desk(record.Tenant, stop);
        if (team is not { } receiver)
        {
            return TicketRefusals.TeamUnknown;
        }

        var acknowledges = !arrival.Verdict.IsMachine && !arrival.Before.IsTold;
        var words = new ActWords(acts.Counters) { Unacknowledged = !acknowledges };
        var text = await words.Put(Cut(mail.Words.Trim()), mail.Html, Subject(mail));
        await Files(words, caller.Person, text, mail, record, folder, stop);
        var by = caller.IsStaff ? Actor.Staff(caller.Person) : Actor.Customer(caller.Person);
        var open = new OpenTicket(by, TicketType.Incident, Headway.Domain.Statuses.Priority.P3, receiver, caller.Person, null, Channel.Mail, text);
        var twin = route.Ticket?.Ticket ?? arrival.Before.Twin;
        words.Within = (session, changed) => Within(session, changed, text);
        return (await acts.Open(caller, caller.IsStaff ? Permission.ActOnTickets : Permission.UsePortal, words, Decide, null, stop)).Then(changed => Fated(record, route, changed.Number));

        Outcome<Decision> Decide(DeskRules desk, TicketState state, Instant now)
        {
            var opened = open.Decide(desk, state, now);
            return opened.IsRefused || twin is not { } other
                ? opened
                : new Annotate(Actor.Automation, [new Linked(other, LinkKind.Related)]).Decide(desk, opened.Value.After, now)
                    .Then(linked => (Outcome<Decision>)new Decision(state, linked.After, opened.Value.Facts.AddRange(linked.Facts)));
        }

        async Task Within(Session session, Changed changed, TextId? said)
        {
            await record.Insert(session, route, detail, changed.Ticket, said, acknowledges);
            await CopiedPeople.Insert(session, changed, mail, record);
        }
    }

    private async Task<Outcome<MailFate>> Append(Arrival arrival, MailRecord record, MailRoute route, string folder, string? detail, CancellationToken stop)
    {
        if (arrival.Sender is not { } sender || await Callers.Find(store.Database, record.Tenant, sender.Person, stop) is not { } caller)
        {
            return await Log(arrival, record, new MailRoute(Fate.Quarantined, "sender-disabled", Ticket: route.Ticket), detail, stop);
        }

        var mail = Meant(arrival.Mail);
        var (words, text) = await Said(mail, caller.Person, record, folder, stop);
        var reply = words.Texts.Count > 0 ? words.Texts[0].Body : null;
        // A "not solved" that comes too late to take the ticket up again begins another one.
        words.Beside = words.Texts.Count > 0 ? words.Texts[0] with { Id = await acts.Counters.NextText(stop) } : null;
        words.Within = async (session, changed) =>
        {
            await record.Insert(session, route, detail, changed.Ticket, text, false);
            await CopiedPeople.Insert(session, changed, mail, record);
        };
        var need = caller.IsStaff ? Permission.ActOnTickets : Permission.UsePortal;
        return (await acts.Do(new ActOn(caller, route.Ticket!.Number) { Follows = true }, need, words, Decide, stop)).Then(changed => Fated(record, route, changed.Number));

        Outcome<Decision> Decide(DeskRules desk, TicketState state, Instant now)
        {
            var read = arrival.Verdict.Class == MailClass.Calendar ? null : IntentOfText.Read(reply, state, now);
            return new CustomerMessage(caller.Person, read?.Intent ?? Intent.Appointment, Channel.Mail, text, Read: true, read?.Suspected).Decide(desk, state, now);
        }
    }

    // A yes to what was offered agrees the time, if it is still free; whatever else was answered is the customer's word.
    private async Task<Outcome<MailFate>> Attend(Arrival arrival, MailRecord record, MailRoute route, string folder, string? detail, CancellationToken stop)
    {
        if (arrival is not { Sender: { } sender, Invited: { } reply } || await Callers.Find(store.Database, record.Tenant, sender.Person, stop) is not { } caller)
        {
            return await Log(arrival, record, new MailRoute(Fate.Quarantined, "sender-disabled", Ticket: route.Ticket), detail, stop);
        }

        var on = new ActOn(caller, route.Ticket!.Number) { Follows = true };
        if (await store.Find(record.Tenant, route.Ticket.Ticket, stop) is { } state && reply.Taken(state) is { } slot
            && await choose.ByMail(on, slot.Start, (session, changed) => record.Insert(session, route, detail, changed.Ticket, null, false), stop) is { IsRefused: false } booked)
        {
            return Fated(record, route, booked.Value.Number);
        }

        var mail = Meant(arrival.Mail);
        var words = new ActWords(acts.Counters);
        var other = reply.Proposed is { } at ? $"\n→ {at.InZone(caller.Zone).ToString("uuuu-MM-dd HH:mm (z)", System.Globalization.CultureInfo.InvariantCulture)}" : "";
        var text = await words.Put($"{Subject(mail)}{other}\n\n{Cut(QuoteFold.Of(mail.Words).Reply)}".Trim());
        words.Within = (session, changed) => record.Insert(session, route, detail, changed.Ticket, text, false);
        return (await acts.Do(on, Permission.UsePortal, words, reply.Decision(caller.Person, text), stop)).Then(changed => Fated(record, route, changed.Number));
    }

    // The same right that a page would ask for, at the moment of writing: who lost it writes nothing.
    private async Task<Outcome<MailFate>> Note(Arrival arrival, MailRecord record, MailRoute route, string folder, string? detail, CancellationToken stop)
    {
        if (arrival.Sender is not { } sender || await Callers.Find(store.Database, record.Tenant, sender.Person, stop) is not { IsStaff: true } caller)
        {
            return await Log(arrival, record, new MailRoute(Fate.Quarantined, "sender-disabled", Ticket: route.Ticket), detail, stop);
        }

        var (words, text) = await Said(Meant(arrival.Mail), caller.Person, record, folder, stop);
        words.Within = (session, changed) => record.Insert(session, route, detail, changed.Ticket, text, false);
        var done = await acts.Do(
            new ActOn(caller, route.Ticket!.Number) { Follows = true }, Permission.ActOnTickets, words, new Annotate(Actor.Staff(caller.Person), [new Noted(text)]).Decide, stop);
        return done.Then(changed => Fated(record, route, changed.Number));
    }

    private async Task<Outcome<MailFate>> AsMachineOrHelper(Arrival arrival, MailRecord record, MailRoute route, string folder, string? detail, CancellationToken stop)
    {
        var helper = route.As == TakenAs.Helper ? arrival.Sender?.Person : null;
        var (words, text) = await Said(Meant(arrival.Mail), helper, record, folder, stop);
        var desk = await rules.Of(record.Tenant, stop);
        var now = clock.Now(record.Tenant);
        Decide decide = helper is { } person
            ? new ColleagueMessage(new Actor(ActorKind.Supplier, person), null, text).Decide
            : new Annotate(Actor.Automation, [new Noted(text)]).Decide;
        var enclosure = new Enclosure
        {
            Texts = words.Texts,
            Files = words.Files,
            Within = async (session, changed) =>
            {
                var told = helper is null ? BouncedAddresses.Tell(changed, arrival) : NotificationDrafts.Of(changed, []);
                await NotificationDrafts.Insert(session, store.Counters, changed, told, now.ToUnixTimeMilliseconds());
                await BouncedAddresses.Mark(session, arrival, record);
                await record.Insert(session, route, detail, changed.Ticket, text, false);
            },
        };
        var meant = await MergedTickets.Survivor(store, record.Tenant, route.Ticket!.Ticket, stop);
        var done = await store.Change(record.Tenant, meant, null, state => Decision.AfterLapse(desk, state, now, decide), enclosure, stop);
        return done.Then(changed => Fated(record, route, changed.Number));
    }

    private async Task<Outcome<MailFate>> Log(Arrival arrival, MailRecord record, MailRoute route, string? detail, CancellationToken stop)
    {
        try
        {
            await store.Database.Write(
                async session =>
                {
                    await BouncedAddresses.Mark(session, arrival, record);
                    await record.Insert(session, route, detail, route.Ticket?.Ticket, null, false);
                },
                stop);
        }
        catch (StorageException no)
        {
            return no.Refusal;
        }
        catch (Exception twice) when (Database.IsUniqueViolation(twice))
        {
            return StorageRefusals.Busy;
        }

        return Fated(record, route, route.Ticket?.Number);
    }

    private async Task<(ActWords Words, TextId? Text)> Said(ParsedMail mail, PersonId? by, MailRecord record, string folder, CancellationToken stop)
    {
        var words = new ActWords(acts.Counters);
        var reply = QuoteFold.Of(mail.Words).Reply;
        var text = await words.Put(reply.Length > 0 ? Cut(reply) : "…", mail.Html);
        await Files(words, by, text, mail, record, folder, stop);
        return (words, text);
    }

    private async Task Files(ActWords words, PersonId? by, TextId? text, ParsedMail mail, MailRecord record, string folder, CancellationToken stop)
    {
        var (files, _) = await MailFiles.Keep(blobs, record.Tenant, by, mail, folder, stop);
        words.Files.AddRange(files.Select(file => file with { Text = text }));
    }

    private static Outcome<MailFate> Fated(MailRecord record, MailRoute route, long? number) => new MailFate(record.Id, route.Fate, route.Reason, number);

    private static ParsedMail Meant(ParsedMail mail) => mail.BareReturns ?? mail;

    private static string Subject(ParsedMail mail) =>
        Clean(mail.Subject) is { Length: > 0 } said ? Cut(said, LongestSubject)
        : mail.Words.Split('\n').Select(line => Clean(line)).FirstOrDefault(line => line.Length > 0) is { } first ? Cut(first, 80)
        : "(no subject)";

    private static string? Name(string name) => Clean(name) is { Length: > 0 } said ? Cut(said, 200) : null;

    private static string Clean(string? text) => text is null ? "" : new string([.. Cut(text).Select(sign => char.IsControl(sign) || sign is '\u2028' or '\u2029' ? ' ' : sign)]).Trim();

    private static string Cut(string text, int most = LongestText)
    {
        var cut = text.Length > most ? text[..most] : text;
        return TextCheck.Check(cut) is null ? cut : new string([.. cut.Where(sign => sign != '\0' && !char.IsSurrogate(sign))]);
    }
}
