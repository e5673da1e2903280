using Headway.Domain.Intake;

namespace Headway.Application.Intake;

/// <summary>
/// Finds tickets by what a field holds: <c>key=value</c>, as addresses, saved views and programs write it. The value is yes or no, the key of a
/// choice, words as they were typed, a number or a day, two of them with two points between (either may be left out), or * for anything.
/// </summary>
public static class AnswerCondition
{
    /// <summary>Conditions a search has at most.</summary>
    public const int Most = 8;

    private const string Range = "..";

    /// <summary>Whether it names a field and says something of it.</summary>
    public static bool IsOne(string asked) => asked.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign && sign < asked.Length - 1;

    /// <summary>The field's key and the value that is looked for.</summary>
    public static (string Key, string Value) Parts(string asked) => asked.Split('=', 2) is [var key, var value] ? (key.Trim(), value.Trim()) : (asked.Trim(), "");

    /// <summary>The condition on a ticket <c>t</c>; <paramref name="next"/> takes a value and answers its parameter.</summary>
    internal static string Sql(string asked, Func<object, string> next)
    {
        var (key, value) = Parts(asked);
        return $"""
            EXISTS (SELECT 1 FROM ticket_fields x WHERE x.tenant = t.tenant AND x.ticket = t.ticket
              AND x.field IN (SELECT f.id FROM intake_fields f WHERE f.tenant = t.tenant AND f.key = {next(key)}) AND ({Holds(value, next)}))
            """;
    }

    private static string Holds(string value, Func<object, string> next)
    {
        if (value == "*")
        {
            return "1 = 1";
        }

        if (value.IndexOf(Range, StringComparison.Ordinal) is >= 0 and var middle && (Bound(value[..middle]), Bound(value[(middle + Range.Length)..])) is var (low, high) && (low ?? high) is not null)
        {
            return $"x.amount >= {next(low ?? long.MinValue)} AND x.amount <= {next(high ?? long.MaxValue)}";
        }

        var words = $"EXISTS (SELECT 1 FROM texts b WHERE b.tenant = x.tenant AND b.id = x.text AND lower(b.body) = lower({next(value)}))";
        var amount = FieldValue.Amount(value) is { } exact ? $" OR x.amount = {next(exact)}" : "";
        return value switch
        {
            "yes" => $"x.yes OR {words}",
            "no" => $"NOT x.yes OR {words}",
            _ => $"x.choice IN (SELECT c.id FROM intake_choices c WHERE c.tenant = x.tenant AND c.field = x.field AND c.key = {next(value)}) OR {words}{amount}",
        };
    }

    private static long? Bound(string text) => FieldValue.Amount(text.Trim());
}
