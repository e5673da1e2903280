using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;

namespace Headway.Application.Finding;

/// <summary>Hands out what a search finds, portion by portion, to whoever may read it. That it was done is remembered before the first row leaves, with how it was narrowed but not by which words.</summary>
public sealed class ExportTickets(Database database, TicketFinder finder)
{
    /// <summary>A reader of the rows, or why not.</summary>
    public async Task<Outcome<Func<Func<IReadOnlyList<TicketFound>, Task>, CancellationToken, Task>>> Open(Caller caller, TicketsAsked asked, CancellationToken stop = default)
    {
        var found = await finder.Find(caller, asked.Filter, 1, 0, stop);
        if (found.Refusal is { } no)
        {
            return no;
        }

        var by = string.Join(' ', asked.Fields.Select(field => field.Value is "q" or "requester" or "tag" ? field.Value : field.Value == "field" ? $"field={Intake.AnswerCondition.Parts(field.Label).Key}" : $"{field.Value}={field.Label}"));
        await database.Write(session => AuditTrail.Record(
            session, caller.Tenant, caller.Actor,
            new AuditEntry("tickets.exported", "tickets", SettingChange.Body(
                new SettingChange("count", null, found.Value.Total.ToString(System.Globalization.CultureInfo.InvariantCulture)), new SettingChange("filter", null, by.Length == 0 ? null : by)))).AsTask(), stop);
        return (Func<Func<IReadOnlyList<TicketFound>, Task>, CancellationToken, Task>)((take, halt) => finder.Each(caller, asked.Filter, take, halt));
    }
}
