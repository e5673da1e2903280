using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Changes;
using Headway.Application.Desk;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Flow;

/// <summary>A lead asks people of the team who are away on a day that is short whether they can come in. Nothing changes but that they are asked; once for each day.</summary>
public sealed class CallIn(Database database, DeskRulesCache rules, DeskClock clock, ChangeFeed feed)
{
    /// <summary>Answers how many were asked.</summary>
    /// <param name="caller">Leads the short team.</param>
    /// <param name="team">Whose day is short.</param>
    /// <param name="date">The day.</param>
    /// <param name="people">Those of the proposed who are asked; none: all of them.</param>
    /// <param name="stop">Gives up before anything is written.</param>
    public async Task<Outcome<int>> Do(Caller caller, TeamId team, LocalDate date, IReadOnlyCollection<PersonId> people, CancellationToken stop = default)
    {
        var found = await ShortDays.Find(database, rules, clock, caller, team, date, stop);
        if (found.Refusal is { } no)
        {
            return no;
        }

        var asked = found.Value.Day.Absent.Select(one => one.Person).Where(person => person != caller.Person && (people.Count == 0 || people.Contains(person))).ToList();
        if (asked.Count == 0)
        {
            return PlanRefusals.NobodyToCall;
        }

        var (day, now) = (LocalDatePattern.Iso.Format(date), clock.Now(caller.Tenant));
        await database.Write(
            async session =>
            {
                foreach (var person in asked)
                {
                    await TeamNotices.Tell(session, caller, person, NotificationKind.CalledIn, string.Create(CultureInfo.InvariantCulture, $"call-in:{person.Value}:{day}"), "/absences", now, day);
                }

                return true;
            },
            stop);
        feed.Publish(new Change(ChangeKind.News, caller.Tenant.Value) { Told = [.. asked.Select(person => person.Value)] });
        return asked.Count;
    }
}
