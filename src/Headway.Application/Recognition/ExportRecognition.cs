using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Recognition;

/// <summary>Everything that is kept of a person, oldest contribution first.</summary>
public sealed record RecognitionExport(
    string Name, Instant From, Instant To, IReadOnlyList<ContributionRead> Contributions, IReadOnlyList<PraiseRead> Thanks, IReadOnlyList<SampleRead> Samples, IReadOnlyList<ReviewRead> Reviews,
    IReadOnlyList<ObjectionRead> Objections, IReadOnlyList<(string Name, Instant At)> Looked);

/// <summary>Hands a person everything that is kept of them, for themselves and for whoever they show it to; of nobody else.</summary>
public sealed class ExportRecognition(Database database, DeskRulesCache rules, DeskClock clock)
{
    private const int All = 100_000;

    public async Task<Outcome<RecognitionExport>> Read(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadFigures) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant);
        var from = RecognitionKept.Since(now);
        return await database.Snapshot<Outcome<RecognitionExport>>(
            async session =>
            {
                var names = await RecognitionRows.Names(session, caller.Tenant);
                var all = await RecognitionRows.Read(session, caller.Tenant, desk, null, caller.Person, from, now);
                var tickets = await RecognitionRows.Tickets(session, caller, all.Select(one => one.Act.Ticket));
                return new RecognitionExport(
                    caller.Name, from, now, [.. all.Select(one => OwnRecognition.Shown(one, tickets, names))], await PraiseRows.Of(session, caller, "p.given_to", caller.Person.Value, from, All),
                    await SampleRows.Read(session, caller, "s.person", caller.Person.Value, from, All), await OwnRecognition.Reviews(session, caller.Tenant, caller.Person, names, All),
                    await ObjectionRows.Read(session, caller, "o.person", caller.Person.Value, names, All), await OwnRecognition.Looked(session, caller.Tenant, caller.Person, names, All));
            },
            stop);
    }
}
