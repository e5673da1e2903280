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

    public bool Https => BaseUrl.Scheme == Uri.UriSchemeHttps;
}
