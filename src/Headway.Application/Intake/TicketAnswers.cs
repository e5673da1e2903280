using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Intake;

namespace Headway.Application.Intake;

/// <summary>What a field of a ticket holds, as it is read. Words that were erased are no words any more: then nothing is said.</summary>
public sealed record AnswerRead(long Ticket, ServiceId Service, IntakeField Field, FieldValue Value)
{
    /// <summary>The value as people read it, as far as no language's own way of writing days and numbers matters.</summary>
    public string Words(string language) => Value.Choices.Count > 0 ? string.Join(", ", Value.Choices.Select(choice => choice.In(language))) : Value.Said;
}

/// <summary>
/// The form of a ticket's service with what was answered. <paramref name="Missing"/>: needed and not said yet. <paramref name="Others"/>:
/// what was answered to fields that are asked no longer, or of another service it was before.
/// </summary>
public sealed record TicketIntake(IntakeForm Form, IReadOnlyList<AnswerRead> Answers, IReadOnlyList<IntakeField> Missing, IReadOnlyList<AnswerRead> Others)
{
    public static readonly TicketIntake None = new(new IntakeForm(default, []), [], [], []);

    public IReadOnlyDictionary<string, FieldValue> Values => Answers.Concat(Others).Where(answer => answer.Service == Form.Service).ToDictionary(answer => answer.Field.Key, answer => answer.Value);

    /// <summary>Whether there is anything to say or to ask.</summary>
    public bool IsEmpty => Answers.Count == 0 && Others.Count == 0 && !Form.Live.Any();

    /// <summary>The reader's language.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The label of a field of the form, or of another one that is still answered; null for what is neither.</summary>
    public string? LabelOf(long field) => (Form.Fields.FirstOrDefault(one => one.Id == field) ?? Others.FirstOrDefault(one => one.Field.Id == field)?.Field)?.In(Language);

    /// <summary>The words of a choice of such a field.</summary>
    public string? ChoiceOf(long field, long choice) =>
        (Form.Fields.FirstOrDefault(one => one.Id == field)?.Choices ?? Others.FirstOrDefault(one => one.Field.Id == field)?.Value.Choices)?.FirstOrDefault(one => one.Id == choice)?.In(Language);
}

/// <summary>Reads what was answered on tickets, with the fields' and choices' words.</summary>
internal static class TicketAnswers
{
    /// <summary>Answers of tickets that the caller may see, in the order of their forms.</summary>
    public static async Task<ILookup<long, AnswerRead>> Of(Session session, TenantId tenant, IEnumerable<long> tickets)
    {
        var keys = string.Join(", ", tickets.Select(key => key.ToString(CultureInfo.InvariantCulture)));
        if (keys.Length == 0)
        {
            return Enumerable.Empty<AnswerRead>().ToLookup(answer => answer.Ticket);
        }

        var rows = await session.Query(
            $"""
            SELECT x.ticket, f.service, f.id, f.key, f.type, f.label, f.label_de, f.for_customer, f.retired, c.id, c.key, c.label, c.label_de, x.yes, b.body
            FROM ticket_fields x JOIN intake_fields f ON f.tenant = x.tenant AND f.id = x.field
            LEFT JOIN intake_choices c ON c.tenant = x.tenant AND c.id = x.choice LEFT JOIN texts b ON b.tenant = x.tenant AND b.id = x.text
            WHERE x.tenant = $1 AND x.ticket IN ({keys}) ORDER BY f.service, f.retired, f.place, f.id, c.place, c.id
            """,
            row => (
                Ticket: row.GetInt64(0), Service: row.GetInt64(1),
                Field: new IntakeField(row.GetInt64(2), row.GetString(3), FieldTypes.Read(row.GetString(4)) ?? FieldType.ShortText, row.GetString(5))
                { LabelDe = row.TextOrNull(6), ForCustomer = row.GetBoolean(7), Retired = row.GetBoolean(8) },
                Choice: row.IsDBNull(9) ? null : new FieldChoice(row.GetInt64(9), row.GetString(10), row.GetString(11), row.TextOrNull(12)),
                Yes: row.IsDBNull(13) ? (bool?)null : row.GetBoolean(13), Words: row.TextOrNull(14)),
            tenant.Value);
        return rows.GroupBy(row => (row.Ticket, row.Field.Id)).Select(same =>
        {
            var (first, choices) = (same.First(), same.Select(row => row.Choice).OfType<FieldChoice>().ToArray());
            var value = choices.Length > 0 ? new FieldValue(string.Join(',', choices.Select(choice => choice.Key))) { Choices = choices }
                : first.Yes is { } yes ? new FieldValue(yes ? "yes" : "no") { Yes = yes }
                : new FieldValue(first.Words ?? "");
            return new AnswerRead(first.Ticket, new ServiceId(first.Service), first.Field, value);
        }).ToLookup(answer => answer.Ticket);
    }

    /// <summary>A ticket's form with what was answered; for a customer only what customers are asked.</summary>
    public static async Task<TicketIntake> Intake(Session session, Caller caller, TicketKey ticket, ServiceId? service)
    {
        var answers = (await Of(session, caller.Tenant, [ticket.Value]))[ticket.Value].Where(answer => caller.IsStaff || answer.Field.ForCustomer).ToArray();
        var form = service is { } known ? await FormRows.Of(session, caller.Tenant, known) : TicketIntake.None.Form;
        var (own, others) = (answers.Where(answer => answer.Service == form.Service && !answer.Field.Retired).ToArray(), answers.Where(answer => answer.Service != form.Service || answer.Field.Retired).ToArray());
        var reading = form.Over(own.ToDictionary(answer => answer.Field.Key, answer => answer.Value), new Dictionary<string, IReadOnlyList<string>>(), byCustomer: false);
        return new TicketIntake(form, own, reading.Missing, others) { Language = caller.Language };
    }
}
