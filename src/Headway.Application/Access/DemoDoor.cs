using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Access;

/// <summary>A card on the demo's first page.</summary>
public sealed record Persona(string Who, PersonId Person, string Name, Role Role);

/// <summary>The demo's door: a card is enough. It does not exist anywhere else.</summary>
public sealed class DemoDoor(Database database, AccountStore accounts, Sessions sessions, AccessOptions options)
{
    private static readonly string[] Cards = ["sam", "nia", "ann", "lee", "mara", "ada"];

    /// <summary>Who can be chosen, in the order of the cards; empty outside the demo.</summary>
    public async Task<IReadOnlyList<Persona>> Personas(TenantId tenant, CancellationToken stop = default)
    {
        var personas = new List<Persona>();
        foreach (var who in options.Demo ? Cards : [])
        {
            if (await Find(tenant, who, stop) is { Active: true } account)
            {
                personas.Add(new Persona(who, account.Person, account.Name, account.Role));
            }
        }

        return personas;
    }

    /// <summary>Everybody of the demo can be signed in by their address, also whom no card shows: who holds which queue is seen from both sides.</summary>
    public async Task<Outcome<SignInStep>> As(Arrival arrival, string who, CancellationToken stop = default)
    {
        if (!options.Demo || who.Length == 0 || !who.All(char.IsAsciiLetterLower) || await Find(arrival.Tenant, who, stop) is not { Active: true } account)
        {
            return PeopleRefusals.Unknown;
        }

        var staff = account.Role.IsStaff();
        var cookie = await database.Write(session => sessions.Begin(session, account.Tenant, account.Person, staff, arrival.Browser).AsTask(), stop);
        return new SignInStep(cookie, null, staff);
    }

    private Task<Account?> Find(TenantId tenant, string who, CancellationToken stop) => accounts.Find(tenant, $"{who}@demo.example", stop);
}
