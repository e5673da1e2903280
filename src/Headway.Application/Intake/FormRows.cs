using System.Data.Common;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Intake;

namespace Headway.Application.Intake;

/// <summary>How forms lie in their tables.</summary>
internal static class FormRows
{
    private const decimal Scale = 10_000m;

    /// <summary>The form of one service, or (<paramref name="service"/> null) those of all that have one; a service without fields has an empty one.</summary>
    public static async Task<List<IntakeForm>> Read(Session session, TenantId tenant, ServiceId? service = null)
    {
        var only = service is null ? "" : " AND f.service = $2";
        object?[] args = service is { } one ? [tenant.Value, one.Value] : [tenant.Value];
        var rows = await session.Query(
            $"""
            SELECT f.service, f.id, f.key, f.type, f.label, f.label_de, f.help, f.help_de, f.required, f.for_customer, f.low, f.high, f.when_field, f.when_value, f.retired, f.reason, f.from_team,
                   c.id, c.key, c.label, c.label_de, c.retired
            FROM intake_fields f LEFT JOIN intake_choices c ON c.tenant = f.tenant AND c.field = f.id
            WHERE f.tenant = $1{only} ORDER BY f.service, f.retired, f.place, f.id, c.place, c.id
            """,
            row => (Service: row.GetInt64(0), Field: Field(row), Choice: row.IsDBNull(17) ? null : new FieldChoice(row.GetInt64(17), row.GetString(18), row.GetString(19), row.TextOrNull(20), row.GetBoolean(21))),
            args);
        var forms = rows.GroupBy(row => row.Service).Select(form => new IntakeForm(
            new ServiceId(form.Key),
            [.. form.GroupBy(row => row.Field.Id).Select(field => field.First().Field with { Choices = [.. field.Select(row => row.Choice).OfType<FieldChoice>()] })])).ToList();
        return forms.Count == 0 && service is { } asked ? [new IntakeForm(asked, [])] : forms;
    }

    public static async Task<IntakeForm> Of(Session session, TenantId tenant, ServiceId service) => (await Read(session, tenant, service))[0];

    /// <summary>Puts a form down as it shall be, choices too; what has no id yet gets one. Nothing is ever deleted.</summary>
    public static async Task<IntakeForm> Write(Session session, TenantId tenant, IntakeForm form, long now, PersonId by)
    {
        var kept = new List<IntakeField>();
        foreach (var field in form.Fields)
        {
            var id = field.Id > 0 ? field.Id : await session.NextId();
            var choices = new List<FieldChoice>();
            foreach (var choice in field.Choices)
            {
                choices.Add(choice.Id > 0 ? choice : choice with { Id = await session.NextId() });
            }

            kept.Add(field with { Id = id, Choices = choices });
            await session.Do(
                """
                INSERT INTO intake_fields (tenant, id, service, key, place, type, label, label_de, help, help_de, required, for_customer, low, high, when_field, when_value, retired, reason, from_team, created, created_by)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
                ON CONFLICT (tenant, id) DO UPDATE SET place = $5, label = $7, label_de = $8, help = $9, help_de = $10, required = $11, for_customer = $12, low = $13, high = $14,
                  when_field = $15, when_value = $16, retired = $17
                """,
                tenant.Value, id, form.Service.Value, field.Key, (long)kept.Count, field.Type.Code(), field.Label, field.LabelDe, field.Help, field.HelpDe, field.Required, field.ForCustomer,
                (long?)(field.Low * Scale), (long?)(field.High * Scale), field.When?.Field, field.When?.Value, field.Retired, field.Reason, field.FromTeam?.Value, now, by.Value);
            for (var place = 0; place < choices.Count; place++)
            {
                var choice = choices[place];
                await session.Do(
                    """
                    INSERT INTO intake_choices (tenant, id, field, place, key, label, label_de, retired) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                    ON CONFLICT (tenant, id) DO UPDATE SET place = $4, label = $6, label_de = $7, retired = $8
                    """,
                    tenant.Value, choice.Id, id, (long)place, choice.Key, choice.Label, choice.LabelDe, choice.Retired);
            }
        }

        return form with { Fields = kept };
    }

    private static IntakeField Field(DbDataReader row) => new(row.GetInt64(1), row.GetString(2), FieldTypes.Read(row.GetString(3)) ?? FieldType.ShortText, row.GetString(4))
    {
        LabelDe = row.TextOrNull(5),
        Help = row.TextOrNull(6),
        HelpDe = row.TextOrNull(7),
        Required = row.GetBoolean(8),
        ForCustomer = row.GetBoolean(9),
        Low = row.LongOrNull(10) / Scale,
        High = row.LongOrNull(11) / Scale,
        When = row.TextOrNull(12) is { } deciding ? new ShownWhen(deciding, row.TextOrNull(13) ?? "") : null,
        Retired = row.GetBoolean(14),
        Reason = row.TextOrNull(15),
        FromTeam = row.LongOrNull(16) is { } team ? new TeamId(team) : null,
    };
}
