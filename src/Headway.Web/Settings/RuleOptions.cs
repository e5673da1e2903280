using System.Globalization;
using Headway.Application.Automation;
using Headway.Application.Statuses;
using Headway.Application.Views;
using Headway.Domain.Automation;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Web.Layout;

namespace Headway.Web.Settings;

/// <summary>What can be chosen in each place of a rule's sentence, in the reader's words.</summary>
internal static class RuleOptions
{
    /// <summary>What narrows an event; null where nothing does. The first choice is "any" where that is allowed.</summary>
    public static IReadOnlyList<Choice>? Of(TriggerKind kind, RuleNames names, Viewer me) => kind switch
    {
        TriggerKind.StatusEntered => Statuses(me),
        TriggerKind.DueApproaching or TriggerKind.DuePassed => [Any(me), .. Statuses(me, open: true)],
        TriggerKind.CustomerWrote => [Any(me), .. Enum.GetValues<Intent>().Where(intent => intent != Intent.None).Select(intent => new Choice(intent.ToString(), me[$"auto.intent-{intent.Code()}"]))],
        TriggerKind.PriorityChanged => [Any(me), .. Priorities(me)],
        TriggerKind.TeamChanged => [Any(me), .. Named(names.Teams)],
        TriggerKind.ServiceChanged => [Any(me), .. Named(names.Services)],
        TriggerKind.Tagged => [Any(me), .. Named(names.Tags)],
        TriggerKind.AttemptLogged => [.. Enumerable.Range(1, 5).Select(number => new Choice(Text(number), me["auto.attempt", number]))],
        _ => null,
    };

    public static IReadOnlyList<Choice>? Of(TicketField field, RuleNames names, Viewer me) => field switch
    {
        TicketField.Status => Statuses(me),
        TicketField.Priority => Priorities(me),
        TicketField.Type => [.. Enum.GetValues<TicketType>().Select(type => new Choice(type.ToString(), me[$"type.{type.Code()}"]))],
        TicketField.Channel => [.. Enum.GetValues<Channel>().Select(channel => new Choice(channel.ToString(), me[$"auto.channel-{channel.Code()}"]))],
        TicketField.Team => Named(names.Teams),
        TicketField.Service => [new("none", me["word.none"]), .. Named(names.Services)],
        TicketField.Owner => [new("none", me["auto.nobody"]), .. Named(names.Staff)],
        TicketField.Tag => Named(names.Tags),
        TicketField.Workaround => [.. YesNo(me), new("none", me["auto.unsaid"])],
        TicketField.MajorIncident or TicketField.Answered => YesNo(me),
        _ => null,
    };

    public static IReadOnlyList<Choice>? Of(ActionKind kind, RuleNames names, Viewer me) => kind switch
    {
        ActionKind.SetSituation => [.. Statuses(me, open: true).Where(choice => Settable(choice.Value)), new(StatusCode.Resolved.Value, me.Status(new StatusName(StatusCode.Resolved.Value)))],
        ActionKind.Transfer => Named(names.Teams),
        ActionKind.SetPriority => Priorities(me),
        ActionKind.SetOwner => [new("none", me["auto.nobody"]), .. Named(names.Staff)],
        ActionKind.Notify => [new("owner", me["auto.owner"]), new("leads", me["auto.leads"]), .. Named(names.Staff)],
        ActionKind.Reply => Named(names.Replies),
        ActionKind.Workaround => YesNo(me),
        ActionKind.AddTag => Named(names.Tags),
        _ => null,
    };

    public static IReadOnlyList<Comparison> Tests(TicketField field) =>
        Condition.IsNumber(field) ? [Comparison.AtLeast, Comparison.AtMost, Comparison.Is] : [Comparison.Is, Comparison.IsNot];

    private static IReadOnlyList<Choice> Statuses(Viewer me, bool open = false) =>
        [.. DefaultStatuses.All.Where(status => !open || status.Kind != StatusKind.Terminal).Select(status => new Choice(status.Code.Value, me.Status(new StatusName(status.Code.Value))))];

    private static bool Settable(string code) => DefaultStatuses.All.Any(status => status.Code.Value == code && status.Selectable && status.Code != StatusCode.New && status.Code != StatusCode.Assigned);

    private static IReadOnlyList<Choice> Priorities(Viewer me) => [.. Enum.GetValues<Priority>().Select(priority => new Choice(priority.ToString(), me[$"priority.{priority}"]))];

    private static IReadOnlyList<Choice> YesNo(Viewer me) => [new("yes", me["auto.yes"]), new("no", me["auto.no"])];

    private static Choice Any(Viewer me) => new("", me["auto.any"]);

    private static IReadOnlyList<Choice> Named(IReadOnlyList<Named> names) => [.. names.Select(name => new Choice(Text(name.Id), name.Name))];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
