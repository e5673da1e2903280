using Headway.Application.Access;
using Headway.Application.Changes;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Rota;
using NodaTime;

namespace Headway.Application.Rota;

/// <summary>Which plan is changed, on which revision of it (null: whatever stands).</summary>
public sealed record OnPlan(Caller Caller, TeamId Team, string? Week, int? Revision = null);

/// <summary>A shift as it is wished: hours as <c>09:00-13:00</c>.</summary>
public sealed record ShiftWish(PersonId Person, IsoDayOfWeek Day, string? Hours, IReadOnlyList<long> Queues);

/// <summary>
/// Plans a week or the template: shifts are put and taken away in a draft; what colleagues go by is what was published. A week
/// with gaps is published over them only with a reason.
/// </summary>
public sealed class PlanRota(Database database, DeskRulesCache rules, DeskClock clock, ChangeFeed feed)
{
    /// <summary>Puts a shift into the draft, or changes the one with that number.</summary>
    public Task<Outcome<RotaRead>> Put(OnPlan on, int? slot, ShiftWish wish, CancellationToken stop = default) => Change(
        on,
        (read, kept) =>
        {
            var hours = Span.Parse(wish.Hours?.Trim().Replace('–', '-').Replace(" ", "", StringComparison.Ordinal) ?? "");
            if (hours.IsRefused || !Enum.IsDefined(wish.Day) || wish.Day == IsoDayOfWeek.None)
            {
                return RotaRefusals.HoursMalformed;
            }

            if (slot is { } known && kept.Draft.Find(known) is null)
            {
                return RotaRefusals.SlotUnknown;
            }

            if (read.People.All(person => person.Id != wish.Person))
            {
                return RotaRefusals.PersonUnknown;
            }

            if (wish.Queues.Any(id => read.Queues.All(queue => queue.Id != id)))
            {
                return RotaRefusals.QueueUnknown;
            }

            return kept.Draft.Put(new RotaSlot(slot ?? 0, wish.Person, wish.Day, hours.Value, [.. wish.Queues.Distinct()])).Then<KeptWeek>(plan => kept with { Draft = plan });
        },
        null, stop);

    public Task<Outcome<RotaRead>> Remove(OnPlan on, int slot, CancellationToken stop = default) => Change(
        on, (_, kept) => kept.Draft.Find(slot) is null ? RotaRefusals.SlotUnknown : kept with { Draft = kept.Draft.Without(slot) }, null, stop);

    /// <summary>Takes the draft over from the template (<paramref name="from"/> empty or <c>template</c>) or another week; what stood in the draft goes.</summary>
    public async Task<Outcome<RotaRead>> TakeOver(OnPlan on, string? from, CancellationToken stop = default)
    {
        var source = await database.Read(session => RotaRows.Week(session, on.Caller.Tenant, on.Team, from is null or "template" ? RotaRows.Template : from).AsTask(), stop);
        return await Change(on, (_, kept) => source.Draft.Slots.Count == 0 ? RotaRefusals.NothingPlanned : kept with { Draft = source.Draft }, null, stop);
    }

    /// <summary>Keeps the draft of a week as the weekly template.</summary>
    public async Task<Outcome<RotaRead>> KeepAsTemplate(OnPlan on, CancellationToken stop = default)
    {
        var desk = await rules.Of(on.Caller.Tenant, stop);
        if (RotaQuery.Access(on.Caller, on.Team, desk) is { } no)
        {
            return no;
        }

        var week = RotaQuery.Week(on.Week, clock.Now(on.Caller.Tenant), desk.Teams[on.Team]);
        if (week.Refusal is { } wrong)
        {
            return wrong;
        }

        var source = await database.Read(
            session => RotaRows.Week(session, on.Caller.Tenant, on.Team, week.Value is { } monday ? RotaRows.Name(monday) : RotaRows.Template).AsTask(), stop);
        return await Change(
            on with { Week = "", Revision = null }, (_, kept) => source.Draft.Slots.Count == 0 ? RotaRefusals.NothingPlanned : kept with { Draft = source.Draft }, "rota.template", stop);
    }

    /// <param name="on">A week, never the template.</param>
    /// <param name="reason">Why it is published although it leaves gaps; asked for only then.</param>
    /// <param name="stop">Gives up before anything is written.</param>
    public async Task<Outcome<RotaRead>> Publish(OnPlan on, string? reason, CancellationToken stop = default)
    {
        var now = clock.Now(on.Caller.Tenant);
        return await Change(
            on,
            (read, kept) =>
            {
                if (read.Queues.Count == 0)
                {
                    return RotaRefusals.NoQueues;
                }

                if (read.Monday is null || (kept.Draft.Slots.Count == 0 && kept.Published is null))
                {
                    return RotaRefusals.NothingPlanned;
                }

                var why = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
                if (read.Gaps.Count > 0 && (why is null || why.Length > 500 || TextCheck.Check(why) is not null))
                {
                    return RotaRefusals.Gap;
                }

                return kept with { Published = kept.Draft, PublishedAt = now, PublishedBy = on.Caller.Person, Overridden = read.Gaps.Count > 0 ? why : null };
            },
            "rota.published", stop);
    }

    /// <summary>Lets the person who is proposed hold the queue too, for the rest of the shift that is running; published at once.</summary>
    public Task<Outcome<RotaRead>> Balance(OnPlan on, PersonId person, long queue, CancellationToken stop = default) => Change(
        on,
        (read, kept) =>
        {
            if (read is not { Proposal: { } proposal, Monday: { } monday } || proposal.Person != person || proposal.To.Id != queue || kept.Published is not { } published)
            {
                return RotaRefusals.NothingToBalance;
            }

            var zone = read.Team.Calendar.Zone;
            var running = published.Slots.FirstOrDefault(slot => slot.Person == person && RotaPlan.Times(slot, monday, zone) is var times && times.From <= read.Now && read.Now < times.To);
            return running is null
                ? RotaRefusals.NothingToBalance
                : kept with { Published = With(published, running, queue), Draft = kept.Draft.Find(running.Id) is { } drafted ? With(kept.Draft, drafted, queue) : kept.Draft };
        },
        "rota.balanced", stop);

    private static RotaPlan With(RotaPlan plan, RotaSlot slot, long queue) =>
        new([.. plan.Slots.Select(one => one.Id == slot.Id ? slot with { Queues = [.. slot.Queues.Append(queue).Distinct()] } : one)]);

    private async Task<Outcome<RotaRead>> Change(OnPlan on, Func<RotaRead, KeptWeek, Outcome<KeptWeek>> change, string? told, CancellationToken stop)
    {
        var desk = await rules.Of(on.Caller.Tenant, stop);
        if (RotaQuery.Access(on.Caller, on.Team, desk) is { } no)
        {
            return no;
        }

        if (!RotaAccess.MayPlan(on.Caller, on.Team))
        {
            return AccessRefusals.NotAllowed;
        }

        var (team, now) = (desk.Teams[on.Team], clock.Now(on.Caller.Tenant));
        var week = RotaQuery.Week(on.Week, now, team);
        if (week.Refusal is { } wrong)
        {
            return wrong;
        }

        var done = await Refusable.Write<RotaRead>(
            database,
            async session =>
            {
                var name = week.Value is { } monday ? RotaRows.Name(monday) : RotaRows.Template;
                var kept = await RotaRows.Week(session, on.Caller.Tenant, on.Team, name);
                if (on.Revision is { } seen && seen != kept.Revision)
                {
                    return RotaRefusals.Stale;
                }

                var changed = change(await RotaQuery.Week(session, on.Caller, team, week.Value, now), kept);
                if (changed.Refusal is { } refused)
                {
                    return refused;
                }

                if (!await RotaRows.Keep(session, on.Caller.Tenant, on.Team, name, changed.Value with { Revision = kept.Revision }))
                {
                    return RotaRefusals.Stale;
                }

                if (told is not null)
                {
                    await AuditTrail.Record(session, on.Caller.Tenant, on.Caller.Actor, new AuditEntry(
                        told, Teams.SetTeam.Target(on.Team), new { week = name, shifts = changed.Value.Draft.Slots.Count, gap = changed.Value.Overridden is not null }));
                }

                return await RotaQuery.Week(session, on.Caller, team, week.Value, now);
            },
            stop);
        if (!done.IsRefused && told is not null)
        {
            feed.Publish(new Change(ChangeKind.Team, on.Caller.Tenant.Value) { Team = on.Team.Value });
        }

        return done;
    }
}
