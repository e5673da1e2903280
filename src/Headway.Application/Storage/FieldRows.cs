using System.Globalization;
using Headway.Domain;
using Headway.Domain.Intake;
using Headway.Domain.Tickets;

namespace Headway.Application.Storage;

/// <summary>How answers to the fields of a form lie in the table by which tickets are found: a row a value, a row each for several choices.</summary>
internal static class FieldRows
{
    public static readonly Columns Fields = new(
        "ticket_fields", ["tenant", "ticket", "field", "choice"], ["tenant", "ticket", "field", "choice", "yes", "amount", "text"]);

    /// <summary>What lies there in a few words, for comparing.</summary>
    public const string Spelled =
        """
        SELECT ticket, CAST(field AS text) || ' ' || CAST(choice AS text) || ' ' || CASE WHEN yes THEN 'yes' WHEN NOT yes THEN 'no' ELSE '' END || ' '
          || coalesce(CAST(amount AS text), '') || ' ' || coalesce(CAST(text AS text), '') FROM ticket_fields
        """;

    /// <param name="tenant">Whose ticket.</param>
    /// <param name="state">The ticket as it stands.</param>
    /// <param name="words">The words of a text; null when they were erased.</param>
    public static IEnumerable<object?[]> Rows(TenantId tenant, TicketState state, Func<TextId, string?> words) =>
        state.Answers.Values.OrderBy(answer => answer.Field).SelectMany(answer => Rows(tenant, state.Key, answer, words));

    /// <summary>The same rows as <see cref="Spelled"/> reads them.</summary>
    public static IEnumerable<string> Said(TicketState state, Func<TextId, string?> words) => Rows(default, state, words).Select(row => string.Create(
        CultureInfo.InvariantCulture, $"{row[2]} {row[3]} {row[4] switch { true => "yes", false => "no", _ => "" }} {row[5]} {row[6]}"));

    /// <summary>Puts down what differs; the texts of the change lie there already.</summary>
    public static async ValueTask Project(Session session, TenantId tenant, TicketState before, TicketState after)
    {
        if (before.Answers == after.Answers)
        {
            return;
        }

        foreach (var field in before.Answers.Keys.Union(after.Answers.Keys).Order())
        {
            var (was, now) = (before.Answers.GetValueOrDefault(field), after.Answers.GetValueOrDefault(field));
            if (Equals(was, now))
            {
                continue;
            }

            if (was is not null)
            {
                await session.Do("DELETE FROM ticket_fields WHERE tenant = $1 AND ticket = $2 AND field = $3", tenant.Value, after.Key.Value, field);
            }

            if (now is null)
            {
                continue;
            }

            var words = now.Text is { } text ? await session.Text("SELECT body FROM texts WHERE tenant = $1 AND id = $2", tenant.Value, text.Value) : null;
            foreach (var row in Rows(tenant, after.Key, now, _ => words))
            {
                await session.Do(Fields.Insert, row);
            }
        }
    }

    /// <summary>What a text counts for after its words were blanked: nothing. Called wherever words are.</summary>
    public static ValueTask Blank(Session session, TenantId tenant, long text) =>
        session.Do("UPDATE ticket_fields SET amount = NULL WHERE tenant = $1 AND text = $2", tenant.Value, text);

    private static IEnumerable<object?[]> Rows(TenantId tenant, TicketKey ticket, FieldAnswered answer, Func<TextId, string?> words)
    {
        foreach (var choice in answer.Choices ?? [])
        {
            yield return [tenant.Value, ticket.Value, answer.Field, choice, null, null, null];
        }

        if (answer.Yes is { } yes)
        {
            yield return [tenant.Value, ticket.Value, answer.Field, 0L, yes, null, null];
        }

        if (answer.Text is { } text)
        {
            yield return [tenant.Value, ticket.Value, answer.Field, 0L, null, FieldValue.Amount(words(text)), text.Value];
        }
    }
}
