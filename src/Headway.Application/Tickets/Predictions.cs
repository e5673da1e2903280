using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>What was proposed and what was chosen, kept to show how often the proposal is accepted and to learn a team's habits.</summary>
public static class Predictions
{
    /// <summary>Inside the change's transaction.</summary>
    public static async Task Keep(Session session, Changed changed)
    {
        foreach (var recorded in changed.Facts)
        {
            if (recorded.Fact is not Progressed { } progressed || !recorded.By.IsPersonOfSupport)
            {
                continue;
            }

            if (progressed.Predicted is { } predicted)
            {
                await session.Do(
                    """
                    INSERT INTO predictions (tenant, ticket, seq, at, team, rule, proposed, chosen)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant, ticket, seq) DO NOTHING
                    """,
                    changed.Tenant.Value, changed.Ticket.Value, (long)recorded.Seq, recorded.At.ToUnixTimeMilliseconds(), changed.Decision.Before.Team.Value,
                    progressed.PredictionRule ?? "", predicted.Value, progressed.Situation.Value);
            }

            await session.Do(
                """
                INSERT INTO frequencies (tenant, team, situation, act, next, count) VALUES ($1, $2, $3, $4, $5, 1)
                ON CONFLICT (tenant, team, situation, act, next) DO UPDATE SET count = frequencies.count + 1
                """,
                changed.Tenant.Value, changed.Decision.Before.Team.Value, changed.Decision.Before.Status.Value,
                progressed.CustomerVisible ? "reply" : "note", progressed.Situation.Value);
        }
    }

    /// <summary>The same for whole histories that were imported: habits are counted, proposals kept.</summary>
    public static Task KeepMany(
        Database database, TenantId tenant, IEnumerable<(TicketState State, IReadOnlyList<Recorded<TicketFact>> Facts)> tickets, CancellationToken stop = default)
    {
        var habits = new Dictionary<(TeamId Team, string From, string Act, string Next), int>();
        var proposals = new List<object?[]>();
        foreach (var (state, facts) in tickets)
        {
            var at = new TicketState { Key = state.Key };
            foreach (var recorded in facts)
            {
                if (recorded.Fact is Progressed progressed && recorded.By.IsPersonOfSupport)
                {
                    var habit = (at.Team, at.Status.Value, progressed.CustomerVisible ? "reply" : "note", progressed.Situation.Value);
                    habits[habit] = habits.GetValueOrDefault(habit) + 1;
                    if (progressed.Predicted is { } predicted)
                    {
                        proposals.Add([
                            tenant.Value, state.Key.Value, (long)recorded.Seq, recorded.At.ToUnixTimeMilliseconds(), at.Team.Value, progressed.PredictionRule ?? "",
                            predicted.Value, progressed.Situation.Value]);
                    }
                }

                at = TicketFold.Apply(at, recorded);
            }
        }

        return database.Write(
            async session =>
            {
                foreach (var row in proposals)
                {
                    await session.Do(
                        "INSERT INTO predictions (tenant, ticket, seq, at, team, rule, proposed, chosen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant, ticket, seq) DO NOTHING",
                        row);
                }

                foreach (var (habit, count) in habits)
                {
                    await session.Do(
                        """
                        INSERT INTO frequencies (tenant, team, situation, act, next, count) VALUES ($1, $2, $3, $4, $5, $6)
                        ON CONFLICT (tenant, team, situation, act, next) DO UPDATE SET count = frequencies.count + $6
                        """,
                        tenant.Value, habit.Team.Value, habit.From, habit.Act, habit.Next, (long)count);
                }
            },
            stop);
    }
}
