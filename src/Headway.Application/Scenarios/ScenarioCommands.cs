using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Chases;
using Headway.Domain.Feedback;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Application.Scenarios;

/// <summary>The commands of a scenario, from their fields to the domain's own. A door: it decides nothing.</summary>
public static class ScenarioCommands
{
    /// <exception cref="FormatException">A field is missing or not of its kind: the line is malformed.</exception>
    public static Refusal? Apply(ScenarioDesk desk, ScenarioLine line) => line.Do switch
    {
        "open" => Open(desk, line),
        "progress" => ByStaff(desk, line, by => Progress(desk, line, by)),
        "customer" => Customer(desk, line),
        "colleague" => Colleague(desk, line),
        "feedback" => Feedback(desk, line),
        "reschedule" => ByStaff(desk, line, by => new Reschedule(
            by, line.Instant("due", desk.ZoneOf(line.Required("ticket"))), line.Text("reason"), line.Flag("byCustomer"), Status(line)).Decide),
        "transfer" => ByStaff(desk, line, by => Transfer(desk, line, by)),
        "attempt" => ByStaff(desk, line, by => new LogAttempt(by, ChannelOf(line, Channel.Phone), desk.Text(line.Text("note"))).Decide),
        "resolve" => ByStaff(desk, line, by => Decision.InOrder(new Resolve(by, desk.Text(line.Text("text"))).Decide, Spend(line, by))),
        "close" => ByStaff(desk, line, by => new Close(by, Code(line), desk.Text(line.Text("note"))).Decide),
        "priority" => desk.Change(line.Required("ticket"), new Annotate(By(desk, line), [new PrioritySet(PriorityOf(line.Required("to")))]).Decide, line.At),
        "verdict" => ByStaff(desk, line, by => new JudgeChase(by, Finding(line), Ground(line), line.Text("cause")).Decide),
        "plan" => desk.Change(line.Required("ticket"), new Annotate(By(desk, line), [new PlannedFor(line.Instant("date", desk.ZoneOf(line.Required("ticket"))))]).Decide, line.At),
        "overrule" => ByStaff(desk, line, by => new OverruleChase(by, Finding(line), Ground(line), line.Text("cause")).Decide),
        "workaround" => desk.Change(line.Required("ticket"), new Annotate(By(desk, line), [new WorkaroundNoted(line.Flag("adequate"))]).Decide, line.At),
        _ when MergeCommands.Knows(line.Do) => MergeCommands.Apply(desk, line),
        _ when ContactCommands.Knows(line.Do) => ContactCommands.Apply(desk, line),
        _ => throw new FormatException($"'{line.Do}' is no command."),
    };

    private static Refusal? Open(ScenarioDesk desk, ScenarioLine line)
    {
        var name = line.Required("ticket");
        var team = line.Text("team") is { } named ? desk.Team(named) : desk.Rules.Desk?.Id;
        if (team is not { } existing)
        {
            return TicketRefusals.TeamUnknown.Because($"There is no team '{line.Text("team")}'.");
        }

        var requester = desk.Customer(line.Text("requester") ?? "customer@example.org");
        var priority = line.Text("priority") is { } given ? PriorityOf(given) : Priority.P3;
        var service = line.Text("service") is { } catalogued ? desk.Service(catalogued) : (ServiceId?)null;
        var open = new OpenTicket(
            Actor.Customer(requester), TypeOf(line.Text("type")), priority, existing, requester, service, ChannelOf(line, Channel.Portal), desk.Text(line.Text("text")));
        return desk.Open(name, open.Decide, line.At);
    }

    private static Outcome<Decide> Progress(ScenarioDesk desk, ScenarioLine line, PersonId by)
    {
        if (Person(desk, line, "owner", out var owner) is { } unknown)
        {
            return unknown;
        }

        TicketState? awaited = null;
        if (line.Text("waitsFor") is { } named && ((awaited = desk.Find(named)) is null || awaited.HasEnded || awaited.Type is not (TicketType.Change or TicketType.Problem)))
        {
            return TicketRefusals.NotAwaitable;
        }

        var zone = desk.ZoneOf(line.Required("ticket"));
        var progress = new Progress(
            by, new StatusCode(line.Required("status")), desk.Text(line.Text("reply")), desk.Text(line.Text("note")),
            line.Instant("due", zone), line.Instant("eta", zone) ?? awaited?.PlannedFor, line.Instant("promise", zone), owner);
        Decide[] linked = awaited is null ? [] : [new Annotate(Actor.Staff(by), [new Linked(awaited.Key, LinkKind.WaitsFor)]).Decide];
        return (Outcome<Decide>)Decision.InOrder([.. linked, progress.Decide, Spend(line, by)]);
    }

    private static Decide Spend(ScenarioLine line, PersonId by) => new SpendTime(by, line.Text("minutes") is not { } given ? NodaTime.Duration.Zero
        : int.TryParse(given, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var minutes)
            ? NodaTime.Duration.FromMinutes(minutes) : throw new FormatException("'minutes' is a whole number.")).Decide;

    private static Outcome<Decide> Transfer(ScenarioDesk desk, ScenarioLine line, PersonId by)
    {
        if (Person(desk, line, "owner", out var owner) is { } unknown)
        {
            return unknown;
        }

        return desk.Team(line.Required("team")) is { } team
            ? (Outcome<Decide>)(Decide)new Transfer(by, team, desk.Text(line.Text("note")), owner).Decide
            : TicketRefusals.TeamUnknown.Because($"There is no team '{line.Text("team")}'.");
    }

    private static Refusal? Customer(ScenarioDesk desk, ScenarioLine line)
    {
        var named = line.Required("ticket");
        var ticket = desk.Survivor(named);
        if (desk.Find(named) is not { } asked || desk.Find(ticket) is not { } state)
        {
            return TicketRefusals.Unknown.Because($"There is no ticket {named}.");
        }

        var from = line.Text("from") is { } address ? desk.Customer(address) : asked.Requester;
        var text = line.Text("text");
        var meant = line.Text("intent") ?? "none";
        var read = meant == "none" ? IntentOfText.Read(text, state, line.At) : null;
        return desk.Change(
            ticket, new CustomerMessage(from, read?.Intent ?? IntentOf(meant), ChannelOf(line, Channel.Portal), desk.Text(text), read is not null, read?.Suspected).Decide, line.At);
    }

    private static Refusal? Feedback(ScenarioDesk desk, ScenarioLine line)
    {
        var ticket = line.Required("ticket");
        if (desk.Find(ticket) is not { } state)
        {
            return TicketRefusals.Unknown.Because($"There is no ticket {ticket}.");
        }

        var from = line.Text("from") is { } address ? desk.Customer(address) : state.Requester;
        var score = int.TryParse(line.Required("score"), System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number : throw new FormatException("'score' is a whole number.");
        return desk.Change(ticket, new GiveFeedback(from, null, score, desk.Text(line.Text("text"))).Decide, line.At);
    }

    private static Refusal? Colleague(ScenarioDesk desk, ScenarioLine line)
    {
        var from = line.Required("from");
        var (actor, team) = from switch
        {
            "supplier" => (new Actor(ActorKind.Supplier, null), (TeamId?)null),
            "approver" => (new Actor(ActorKind.Approver, null), null),
            _ => (Actor.Automation, desk.Team(from)),
        };
        return from is not ("supplier" or "approver") && team is null
            ? TicketRefusals.TeamUnknown.Because($"There is no team '{from}'.")
            : desk.Change(line.Required("ticket"), new ColleagueMessage(actor, team, desk.Text(line.Text("text"))).Decide, line.At);
    }

    internal static Refusal? ByStaff(ScenarioDesk desk, ScenarioLine line, Func<PersonId, Outcome<Decide>> command)
    {
        var ticket = line.Required("ticket");
        if (Person(desk, line, "by", out var by) is { } unknown)
        {
            return unknown;
        }

        var decide = command(by ?? throw new FormatException("The line has no 'by'."));
        return decide.IsRefused ? decide.Refusal : desk.Change(ticket, decide.Value, line.At);
    }

    private static Refusal? ByStaff(ScenarioDesk desk, ScenarioLine line, Func<PersonId, Decide> command) =>
        ByStaff(desk, line, by => (Outcome<Decide>)command(by));

    internal static Refusal? Person(ScenarioDesk desk, ScenarioLine line, string field, out PersonId? person)
    {
        person = null;
        if (line.Text(field) is not { } name)
        {
            return null;
        }

        person = desk.Staff(name);
        return person is null ? TicketRefusals.PersonUnknown.Because($"There is nobody called '{name}' in support.") : null;
    }

    private static Actor By(ScenarioDesk desk, ScenarioLine line) =>
        line.Text("by") is { } name && desk.Staff(name) is { } person ? Actor.Staff(person) : Actor.Automation;

    internal static StatusCode? Status(ScenarioLine line) => line.Text("status") is { } status ? new StatusCode(status) : null;

    private static Priority PriorityOf(string text) =>
        text is "P1" or "P2" or "P3" or "P4" ? Enum.Parse<Priority>(text) : throw new FormatException($"'{text}' is no priority: P1 to P4.");

    private static TicketType TypeOf(string? text) => text switch
    {
        null or "incident" => TicketType.Incident,
        "request" => TicketType.Request,
        "change" => TicketType.Change,
        "problem" => TicketType.Problem,
        "task" => TicketType.Task,
        _ => throw new FormatException($"'{text}' is no type: incident, request, change, problem or task."),
    };

    private static CloseCode Code(ScenarioLine line) => line.Required("code") switch
    {
        "no-contact" => CloseCode.NoContact,
        "cancelled" => CloseCode.Cancelled,
        "duplicate" => CloseCode.Duplicate,
        var other => throw new FormatException($"'{other}' is no close code: no-contact, cancelled or duplicate."),
    };

    private static ChaseFinding Finding(ScenarioLine line) => line.Word("valid") switch
    {
        "true" => ChaseFinding.Valid,
        "false" => ChaseFinding.NotValid,
        "not-a-chase" => ChaseFinding.NotAChase,
        null => throw new FormatException("The line has no 'valid'."),
        var other => throw new FormatException($"'{other}' is no finding: true, false or not-a-chase."),
    };

    private static ChaseGround? Ground(ScenarioLine line) => line.Text("ground") is not { } ground
        ? null
        : ChaseWords.Ground(ground) ?? throw new FormatException($"'{ground}' is no ground: a, b or c.");

    private static Channel ChannelOf(ScenarioLine line, Channel otherwise) => line.Text("channel") switch
    {
        null => otherwise,
        "portal" => Channel.Portal,
        "mail" => Channel.Mail,
        "phone" => Channel.Phone,
        "chat" => Channel.Chat,
        "walk-in" => Channel.WalkIn,
        var other => throw new FormatException($"'{other}' is no channel: portal, mail, phone or chat."),
    };

    private static Intent IntentOf(string text) => text switch
    {
        "answer" => Intent.Answer,
        "information" => Intent.Information,
        "chase" => Intent.Chase,
        "appointment" => Intent.Appointment,
        "solved" => Intent.Solved,
        "not-solved" => Intent.NotSolved,
        "thanks" => Intent.Thanks,
        _ => throw new FormatException($"'{text}' is no intent."),
    };
}
