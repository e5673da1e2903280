using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.People;

/// <summary>
/// When somebody is away: their appointments are anybody's of the team meanwhile and no new time is offered with them.
/// Everybody enters their own, a lead those of the own teams.
/// </summary>
public sealed class KeepAbsence(Database database, DeskClock clock)
{
    public async Task<Refusal?> Do(Caller caller, PersonId person, Instant from, Instant to, CancellationToken stop = default)
    {
        if (caller.Denies(person == caller.Person ? Permission.ActOnTickets : Permission.SteerTickets) is { } no)
        {
            return no;
        }

        if (to <= from || to <= clock.Now(caller.Tenant))
        {
            return PeopleRefusals.AbsencePast;
        }

        await database.Write(
            session => AwayToday.Keep(session, caller.Tenant, [new Away(person, from, to, new Dictionary<string, string>())]),
            stop);
        return null;
    }
}
