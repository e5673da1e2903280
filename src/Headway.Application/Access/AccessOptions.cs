namespace Headway.Application.Access;

/// <summary>What the installation says about its doors.</summary>
public sealed record AccessOptions
{
    /// <summary>Where people reach the desk. Links are made from it and from nothing a request says.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Whether mail can leave. Without it an administrator copies links.</summary>
    public bool SendsMail { get; init; }

    /// <summary>Whether this is the demo, where a card is enough to sign in.</summary>
    public bool Demo { get; init; }

    /// <summary>Addresses of proxies whose word on where a request came from is taken.</summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];

    public LimitSettings Limits { get; init; } = new();

    public bool Https => BaseUrl.Scheme == Uri.UriSchemeHttps;
}

/// <summary>How often within a minute one person, token or, unknown, one source may ask each kind of thing; 0 is without limit.</summary>
public sealed record LimitSettings(
    int Login = 30, int Reset = 10, int Form = 120, int Upload = 60, int Search = 240, int Api = 1_200, int Anything = 3_000)
{
    public static readonly LimitSettings None = new(0, 0, 0, 0, 0, 0, 0);
}
