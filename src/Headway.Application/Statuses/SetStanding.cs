using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Statuses;

namespace Headway.Application.Statuses;

/// <summary>What a change of standing is about: activities of the last 28 days, and those open now, which keep theirs.</summary>
public sealed record StandingLook(StatusStanding Stands, int Began, int Open);

/// <summary>Changes how a status stands in the list. New activities only: what is open keeps how it was opened.</summary>
public sealed class SetStanding(SettingsChange settings, Database database, DeskClock clock)
{
    /// <param name="caller">An administrator.</param>
    /// <param name="code">Which status.</param>
    /// <param name="wish">How it is to stand.</param>
    /// <param name="expected">The revision that was looked at; null for whatever stands.</param>
    /// <param name="stop">Gives up before anything is changed.</param>
    public Task<Refusal?> Do(Caller caller, StatusCode code, StatusStanding wish, int? expected, CancellationToken stop = default) =>
        settings.Make(caller, Permission.ManageSettings, stop, Part(caller, code, wish, expected));

    internal static SettingPart Part(Caller caller, StatusCode code, StatusStanding wish, int? expected) =>
        new(What(code), expected, async session =>
        {
            if ((await RulesReader.Read(session, caller.Tenant)).Statuses.Find(code) is not { } status)
            {
                return StatusRefusals.Unknown;
            }

            if (wish.Check(status) is { } no)
            {
                return no;
            }

            var before = StatusStanding.Of(status);
            var entry = Difference.Entry(
                "status.standing", $"status:{code}",
                new Difference("rank", Text(before.Rank), Text(wish.Rank)), new Difference("high-priority", Yes(before.HighPriority), Yes(wish.HighPriority)),
                new Difference("clock", Text(before.Clock), Text(wish.Clock)));
            if (entry is not null)
            {
                await session.Do(
                    "UPDATE statuses SET rank = $3, high_priority = $4, clock = $5 WHERE tenant = $1 AND code = $2",
                    caller.Tenant.Value, code.Value, (long)wish.Rank, wish.HighPriority, wish.Clock.ToString());
            }

            return new Remembered(entry);
        });

    /// <summary>What it would be about, or the refusal that saving would give.</summary>
    public async Task<Outcome<StandingLook>> Look(Caller caller, StatusCode code, StatusStanding wish, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var since = (clock.Now(caller.Tenant) - PastActivities.Reach).ToUnixTimeMilliseconds();
        return await database.Snapshot<Outcome<StandingLook>>(
            async session =>
            {
                if ((await RulesReader.Read(session, caller.Tenant)).Statuses.Find(code) is not { } status)
                {
                    return StatusRefusals.Unknown;
                }

                if (wish.Check(status) is { } why)
                {
                    return why;
                }

                var began = await session.Number("SELECT count(*) FROM activities WHERE tenant = $1 AND status = $2 AND opened >= $3", caller.Tenant.Value, code.Value, since);
                var open = await session.Number("SELECT count(*) FROM activities WHERE tenant = $1 AND status = $2 AND open", caller.Tenant.Value, code.Value);
                return new StandingLook(StatusStanding.Of(status), (int)(began ?? 0), (int)(open ?? 0));
            },
            stop);
    }

    internal static string What(StatusCode code) => $"standing:{code}";

    private static string Text(int rank) => rank.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(ClockMark clock) => clock.ToString().ToLowerInvariant();

    private static string Yes(bool value) => value ? "yes" : "no";
}
