namespace Headway.Application.Access;

/// <summary>
/// One thing about a setting that is now another: <paramref name="What"/> is a code (<c>name</c>, <c>mode</c>), the values are as the
/// setting keeps them; null where there was or is none. Never personal and never a secret.
/// </summary>
public sealed record SettingChange(string What, string? From, string? To)
{
    /// <summary>Those that differ, as the body of an <see cref="AuditEntry"/>: <c>{"changes":[{"what","from","to"}]}</c>; null when none does.</summary>
    public static object? Body(params SettingChange[] changes) =>
        changes.Where(change => change.From != change.To).ToArray() is { Length: > 0 } real ? new { changes = real } : null;
}
