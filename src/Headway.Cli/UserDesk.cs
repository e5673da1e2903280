using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Tickets;
using Headway.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace Headway.Cli;

/// <summary>What a verb answers: a text for people, data for programs.</summary>
public sealed record UserAnswer(string Text, object Data);

/// <summary>The use cases of people as the terminal asks for them: by address, in words.</summary>
public sealed class UserDesk(IServiceProvider at)
{
    public async Task<Outcome<UserAnswer>> Add(Caller by, string address, string name, string role, IReadOnlyList<string> teams, CancellationToken stop)
    {
        var email = EmailAddress.Parse(address);
        if (email.Refusal is { } wrong)
        {
            return wrong;
        }

        if (Roles.Find(role) is not { } given || given == Headway.Application.Access.Role.ProviderStaff)
        {
            return PeopleRefusals.RoleUnknown;
        }

        var person = new NewPerson(name, email.Value, given);
        if (!given.IsStaff())
        {
            var added = await at.GetRequiredService<AddCustomer>().Do(by, person, stop);
            return added.Then<UserAnswer>(id => new UserAnswer($"added {email.Value} as a customer", new { id = id.Value, email = email.Value.Text, role }));
        }

        List<TeamId> joined = [];
        foreach (var team in teams)
        {
            if (await at.GetRequiredService<StaffDirectory>().Team(by.Tenant, team, stop) is not { } found)
            {
                return PeopleRefusals.TeamUnknown.Because($"There is no team '{team}'.");
            }

            joined.Add(found);
        }

        var invited = await at.GetRequiredService<InviteStaff>().Do(by, person, joined, stop);
        return invited.Then<UserAnswer>(made => new UserAnswer(
            $"added {email.Value} as {role}; they choose a password at (once, within 24 hours):\n{made.Link}",
            new { id = made.Person.Value, email = email.Value.Text, role, link = made.Link, mailed = made.Mailed }));
    }

    public async Task<Outcome<UserAnswer>> List(Caller by, string? find, string kind, CancellationToken stop)
    {
        var which = Enum.TryParse<PeopleKind>(kind, ignoreCase: true, out var wanted) && Enum.IsDefined(wanted) ? wanted : PeopleKind.Active;
        var listed = await at.GetRequiredService<PeopleList>().Read(by, which, find, 1, stop);
        return listed.Then<UserAnswer>(found => new UserAnswer(
            string.Join('\n', found.Rows.Select(row => $"{row.Email ?? "-",-36} {row.Role.Code(),-14} {(row.Active ? "" : "inactive ")}{row.Name}{(row.Teams.Count > 0 ? $" ({string.Join(", ", row.Teams)})" : "")}")
                .Append($"{found.Rows.Count} of {found.Total}")),
            new
            {
                total = found.Total,
                items = found.Rows.Select(row => new { id = row.Id.Value, email = row.Email, name = row.Name, role = row.Role.Code(), active = row.Active, teams = row.Teams, organisation = row.Organisation }),
            }));
    }

    public Task<Outcome<UserAnswer>> Role(Caller by, string address, string role, CancellationToken stop) => About(by, address, async person =>
        Roles.Find(role) is { } wanted and not Headway.Application.Access.Role.ProviderStaff
            ? Told(await at.GetRequiredService<ChangeStanding>().Role(by, person, wanted, stop), $"{address} is {role} now", new { id = person.Value, role })
            : PeopleRefusals.RoleUnknown, stop);

    public Task<Outcome<UserAnswer>> Deactivate(Caller by, string address, CancellationToken stop) => About(by, address, async person =>
    {
        var done = await at.GetRequiredService<Deactivate>().Do(by, person, stop);
        return done.Then<UserAnswer>(one => new UserAnswer(
            $"{address} no longer comes in; {one.Released} open tickets went back to their teams", new { id = person.Value, active = false, released = one.Released, kept = one.Kept }));
    }, stop);

    public Task<Outcome<UserAnswer>> Activate(Caller by, string address, CancellationToken stop) => About(by, address, async person =>
        Told(await at.GetRequiredService<ChangeStanding>().Enable(by, person, stop), $"{address} comes in again", new { id = person.Value, active = true }), stop);

    public Task<Outcome<UserAnswer>> Link(Caller by, string address, CancellationToken stop) => About(by, address, async person =>
        (await at.GetRequiredService<CopyLink>().Do(by, person, stop)).Then<UserAnswer>(link => new UserAnswer(link, new { id = person.Value, link })), stop);

    private static Outcome<UserAnswer> Told(Refusal? refused, string text, object data) => refused is { } no ? no : new UserAnswer(text, data);

    private async Task<Outcome<UserAnswer>> About(Caller by, string address, Func<PersonId, Task<Outcome<UserAnswer>>> act, CancellationToken stop)
    {
        var person = await at.GetRequiredService<Terminal>().Find(by, address, stop);
        return person.Refusal is { } no ? no : await act(person.Value);
    }
}
