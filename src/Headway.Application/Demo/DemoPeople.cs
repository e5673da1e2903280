using Headway.Domain;

namespace Headway.Application.Demo;

/// <summary>Who and what the demo's stories name, by the ids they were given.</summary>
public sealed class DemoPeople
{
    private readonly Dictionary<string, PersonId> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<PersonId, string> _names = [];
    private readonly Dictionary<PersonId, (string Title, string AssetPrefix)> _addresses = [];
    private readonly Dictionary<string, TeamId> _teams = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ServiceId> _services = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, long> _tags = [];

    public List<(PersonId Person, string Language)> Customers { get; } = [];

    public Dictionary<TeamId, List<PersonId>> Members { get; } = [];

    public IReadOnlyDictionary<string, TeamId> Teams => _teams;

    public IReadOnlyDictionary<string, ServiceId> Services => _services;

    public Dictionary<ServiceId, TeamId> ServiceTeams { get; } = [];

    /// <summary>What the services ask.</summary>
    public DemoForms Forms { get; } = new();

    /// <summary>The service that looks after a category of needs.</summary>
    public Dictionary<string, ServiceId> ServiceOfCategory { get; } = [];

    /// <param name="email">The address by which the files name the person.</param>
    /// <param name="person">The id the person was given.</param>
    /// <param name="name">First and last name.</param>
    /// <param name="title">How German addresses the person.</param>
    /// <param name="assetPrefix">What the stickers on the devices of the person's organisation begin with.</param>
    public void Add(string email, PersonId person, string name, string? title = null, string? assetPrefix = null)
    {
        _people[email] = person;
        _names[person] = name;
        _addresses[person] = (title ?? "", assetPrefix ?? "");
    }

    public (string Title, string Last, string AssetPrefix) Address(PersonId person) =>
        (_addresses[person].Title, _names[person].Split(' ')[^1], _addresses[person].AssetPrefix);

    public string FirstName(PersonId person) => _names[person].Split(' ', 2)[0];

    public void Add(string name, TeamId team) => _teams[name] = team;

    public void Add(string key, ServiceId service) => _services[key] = service;

    public void Add(string key, long tag) => _tags[key] = tag;

    public long Tag(string key) => _tags[key];

    /// <summary>The people of support, by id and name.</summary>
    public IReadOnlyList<(PersonId Id, string Name)> Staff => [.. Members.Values.SelectMany(team => team).Distinct().Select(one => (one, _names[one]))];

    public PersonId Of(string email) => _people.TryGetValue(email, out var person) ? person : throw new KeyNotFoundException($"The demo has nobody called {email}.");

    public TeamId Team(string name) => _teams[name];

    public ServiceId Service(string key) => _services[key];
}
