namespace Headway.IntegrationTests.Access;

/// <summary>A wall clock that stands until it is moved.</summary>
internal sealed class MadeTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Pass(TimeSpan length) => _now += length;
}
