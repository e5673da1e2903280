using System.CommandLine;
using Headway.Application.Access;
using Headway.Application.People;
using Headway.Domain;

namespace Headway.Cli;

/// <summary><c>headway token create --person EMAIL --name NAME</c>: prints a token for the API, once.</summary>
public static class TokenVerb
{
    public static Command Command()
    {
        var person = new Option<string>("--person") { Description = "Whose: the e-mail address of somebody the desk knows.", Required = true };
        var name = new Option<string>("--name") { Description = "What it is for.", Required = true };
        var tenant = new Option<long?>("--tenant") { Description = "Which tenant, where several know the address." };
        var readOnly = new Option<bool>("--read-only") { Description = "The token reads and changes nothing." };
        var provision = new Option<bool>("--provision") { Description = "The token is for the directory that pushes people and groups (SCIM), and for nothing else." };
        var demo = Verbs.OnDemo();
        var json = Verbs.AsJson();
        var create = new Command("create", "Print a new token; it is shown this once.") { person, name, tenant, readOnly, provision, demo, json };
        create.SetAction((parsed, stop) => Create(
            parsed.GetValue(person)!, parsed.GetValue(name)!, parsed.GetValue(tenant), Scope(parsed.GetValue(readOnly), parsed.GetValue(provision)), parsed.GetValue(demo), parsed.GetValue(json), stop));
        return new Command("token", "Tokens with which programs act as a person.") { create };
    }

    private static TokenScope Scope(bool readOnly, bool provision) => provision ? TokenScope.Provision : readOnly ? TokenScope.Read : TokenScope.All;

    private static async Task<int> Create(string person, string name, long? tenant, TokenScope scope, bool demo, bool json, CancellationToken stop)
    {
        Refusal? no = null;
        foreach (var address in DeskPlace.Read().Standing(demo))
        {
            await using var database = await DeskPlace.Open(address, stop);
            var given = await new TokenGrant(database, TimeProvider.System).Give(person, name, tenant is { } id ? new TenantId(id) : null, scope, stop);
            if (!given.IsRefused)
            {
                return Verbs.Say(json, new { token = given.Value, person, name, readOnly = scope is TokenScope.Read, scope = scope.ToString().ToLowerInvariant() }, given.Value);
            }

            no = given.Refusal;
            if (no!.Code != PeopleRefusals.Unknown.Code)
            {
                break;
            }
        }

        return no is null ? Verbs.NoDesk() : Verbs.Fail(Verbs.Refused, no.Message);
    }
}
