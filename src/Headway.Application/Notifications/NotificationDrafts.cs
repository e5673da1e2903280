using System.Globalization;
using System.Text.Json;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;

namespace Headway.Application.Notifications;

/// <summary>Why somebody of support is told. The reader's words are made from the kind.</summary>
public enum NotificationKind
{
    CustomerWrote, ColleagueWrote, Assigned, Mentioned, Watched, Reopened, SolvedByCustomer, Nudged, Chased, ChasedAgain, TargetAtRisk, TargetMissed, Bounced, NotSent,
    TimeChosen, TimeNear, OutcomeOwed, LessonSent, HelpAsked, HelpGiven, Claimed, PromiseSlips, RuleTold, RulePaused,
    CoverAsked, Thanked, Covered, SwapAsked, SwapTaken, SwapRefused, TeamCalled, CalledIn, HandWanted, Digest, Objected, ObjectionAnswered, Merged,
    ApprovalAsked, Approved, Declined, ApprovalOverdue, RuleHurts, RuleAnswered,
}

public sealed record NotificationDraft(PersonId Person, NotificationKind Kind, int Seq)
{
    /// <summary>The page it leads to instead of the ticket, which its reader may not see; only for people of support.</summary>
    internal TeamNotices.Body? Page { get; init; }
}

/// <summary>Who is told what by a change: the owner, those who watch, those who are mentioned; never who did it.</summary>
public static class NotificationDrafts
{
    public static IReadOnlyList<NotificationDraft> Of(Changed changed, IReadOnlyCollection<PersonId> mentioned)
    {
        var told = new Dictionary<PersonId, NotificationDraft>();

        // What became of an approval says more than that a due has passed with it.
        foreach (var draft in ApprovalNotices.Of(changed).Where(draft => changed.Facts.First(recorded => recorded.Seq == draft.Seq).By.Person != draft.Person))
        {
            told.TryAdd(draft.Person, draft);
        }

        foreach (var recorded in changed.Facts)
        {
            foreach (var draft in Of(changed.State, recorded, mentioned))
            {
                if (recorded.By.Person != draft.Person)
                {
                    told.TryAdd(draft.Person, draft);
                }
            }
        }

        if (Covered(changed) is { } covered)
        {
            told.TryAdd(covered.Person, covered);
        }

        return [.. told.Values];
    }

    // A teammate's work on what somebody owns is cover: the owner is told, and stays the owner.
    private static NotificationDraft? Covered(Changed changed)
    {
        var done = changed.Facts.FirstOrDefault(recorded => recorded.By.IsOfSupport && recorded.Fact is ActivityClosed { Outcome: ActivityOutcome.Progressed });
        return done is not null && changed.State.Owner is { } owner && owner != done.By.Person
            && changed.Facts.Any(recorded => recorded.Fact is Progressed or TicketResolved)
            && !changed.Facts.Any(recorded => recorded.Fact is OwnerSet or TeamSet)
            ? new NotificationDraft(owner, NotificationKind.Covered, done.Seq)
            : null;
    }

    /// <summary>Inside the change's transaction. The key makes the second run of the same change tell nobody twice.</summary>
    public static async Task Insert(Session session, Counters counters, Changed changed, IEnumerable<NotificationDraft> drafts, long at)
    {
        foreach (var draft in await WithSubstitutes(session, changed, [.. drafts], at))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{changed.Ticket.Value}:{draft.Seq}:{draft.Person.Value}");
            if (draft.Page is { } page)
            {
                await session.Do(
                    """
                    INSERT INTO notifications (tenant, id, person, key, kind, ticket, activity, body, at)
                    SELECT $1, $2, p.id, $4, $5, NULL, NULL, $6, $7 FROM people p WHERE p.tenant = $1 AND p.id = $3 AND p.kind = 'staff' ON CONFLICT (tenant, key) DO NOTHING
                    """,
                    changed.Tenant.Value, await counters.IdWithin(session), draft.Person.Value, key, draft.Kind.ToString(), JsonSerializer.Serialize(page, JsonSerializerOptions.Web), at);
                continue;
            }

            await session.Do(
                """
                INSERT INTO notifications (tenant, id, person, key, kind, ticket, activity, body, at)
                VALUES ($1, $2, $3, $4, $5, $6, NULL, '{}', $7) ON CONFLICT (tenant, key) DO NOTHING
                """,
                changed.Tenant.Value, await counters.IdWithin(session), draft.Person.Value, key, draft.Kind.ToString(), changed.Ticket.Value, at);
        }
    }

    // Who is away is told for later; who stands in is told now. What they may not see they are not shown.
    private static async Task<IReadOnlyList<NotificationDraft>> WithSubstitutes(Session session, Changed changed, IReadOnlyList<NotificationDraft> drafts, long at)
    {
        if (drafts.Count == 0)
        {
            return drafts;
        }

        var standing = await People.AwayToday.Substitutes(session, changed.Tenant, at);
        return
        [
            .. drafts,
            .. from draft in drafts
               where draft.Page is null
               from one in standing
               where one.Away == draft.Person && drafts.All(other => other.Person != one.Substitute) && changed.Facts.All(fact => fact.Seq != draft.Seq || fact.By.Person != one.Substitute)
               select draft with { Person = one.Substitute },
        ];
    }

    private static IEnumerable<NotificationDraft> Of(TicketState state, Recorded<TicketFact> recorded, IReadOnlyCollection<PersonId> mentioned)
    {
        NotificationKind? kind = recorded.Fact switch
        {
            CustomerWrote { Intent: Intent.Solved } => NotificationKind.SolvedByCustomer,
            TicketReopened => NotificationKind.Reopened,
            CustomerWrote { Intent: Intent.Chase } when state.OpenChase is { } chase => chase.Multi ? NotificationKind.ChasedAgain : NotificationKind.Chased,
            TargetWarned => NotificationKind.TargetAtRisk,
            CustomerWrote { Intent: not Intent.Thanks } => NotificationKind.CustomerWrote,
            ColleagueWrote => NotificationKind.ColleagueWrote,
            _ => null,
        };
        if (kind is { } what)
        {
            foreach (var person in state.Watchers.Append(state.Owner ?? default).Where(person => person != default))
            {
                yield return new NotificationDraft(person, what, recorded.Seq);
            }
        }

        // The due has passed and what the customer was promised has not: there is time to keep it, or to say so honestly.
        if (recorded.Fact is VerdictFixed { Verdict: Verdict.Late, Person: { } late } verdict && recorded.By == Actor.Automation
            && state.Promise is { Outcome: null } promise && promise.Activity == verdict.Activity)
        {
            yield return new NotificationDraft(late, NotificationKind.PromiseSlips, recorded.Seq);
        }

        foreach (var draft in ContactNotices.Of(state, recorded))
        {
            yield return draft;
        }

        if (recorded.Fact is OwnerSet { Owner: { } owner })
        {
            yield return new NotificationDraft(owner, NotificationKind.Assigned, recorded.Seq);
        }

        if (recorded.Fact is Noted)
        {
            foreach (var person in mentioned)
            {
                yield return new NotificationDraft(person, NotificationKind.Mentioned, recorded.Seq);
            }
        }

        if (recorded.Fact is Replied)
        {
            foreach (var person in state.Watchers)
            {
                yield return new NotificationDraft(person, NotificationKind.Watched, recorded.Seq);
            }
        }
    }
}
