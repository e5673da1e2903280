namespace Headway.Domain;

/// <summary>How a door answers an expected "no"; each door maps the kinds once.</summary>
public enum RefusalKind { NotFound, Invalid, Forbidden, Conflict, Busy }

/// <summary>
/// An expected "no", as a value. <paramref name="Code"/> is stable (others match on it) and listed in docs/refusals.md;
/// <paramref name="Message"/> says, in English, what to do. Refusals are the static fields of classes named
/// <c>…Refusals</c>, so that the list can be collected and proven unique.
/// </summary>
public sealed record Refusal(RefusalKind Kind, string Code, string Message)
{
    /// <summary>The same refusal with a message that names what was given.</summary>
    public Refusal Because(string message) => this with { Message = message };
}

/// <summary>A value, or the refusal that stands in its place; never both, never neither.</summary>
public readonly record struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>Why not, or null when there is a value.</summary>
    public Refusal? Refusal { get; }

    public bool IsRefused => Refusal is not null;

    /// <exception cref="InvalidOperationException">The outcome is a refusal: ask <see cref="IsRefused"/> first.</exception>
    public T Value => Refusal is null ? _value! : throw new InvalidOperationException($"Refused: {Refusal.Code}");

    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => Refusal is null ? next(_value!) : Refusal;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
