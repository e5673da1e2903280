using Headway.Application.Access;
using Headway.Application.Notifications;
using Headway.Application.Problems;
using Headway.Application.Storage;
using Headway.Domain.Problems;
using Headway.Domain.Progression;
using Headway.IntegrationTests.Portal;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Problems;

public sealed class RuleHurtsOnSqlite : RuleHurtsSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class RuleHurtsOnPostgres : RuleHurtsSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>"This rule hurts": one problem a rule, counted, told to whoever may change it, answered to whoever said it.</summary>
public abstract class RuleHurtsSuite
{
    private const string Rule = "status:AWAIT_SUPPLIER";

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Say_When_TwoSayItOfOneRule_Then_ItIsOneProblemCountedTwiceAndItsOwnersAreTold()
    {
        await using var desk = await SmallDesk.On(Engine);
        var (ada, kim) = (await desk.Person(desk.Sam.Tenant, "Ada North", Role.Administrator, "en"), await desk.Person(desk.Sam.Tenant, "Kim Vale", Role.Agent, "en"));
        var number = await desk.Raise(desk.Ann);
        var say = desk.Get<SayRuleHurts>();
        var first = await say.Do(desk.Sam, Rule, "  Eight hours is too short.  ", number);
        first.Refusal.ShouldBeNull();
        (await say.Do(desk.Sam, Rule, "Eight hours is too short.")).Value.ShouldBe(first.Value, "the same words of the same person count once");
        (await say.Do(kim, Rule, "Suppliers answer the next day.")).Value.ShouldBe(first.Value);
        (await say.Do(kim, "target:P1", "Half an hour at night?")).Value.ShouldNotBe(first.Value);

        var problem = (await desk.Get<ProblemRegister>().Find(ada, first.Value)).Value;
        (problem.About, problem.Problem.Kind, problem.Problem.Count, problem.Problem.State).ShouldBe((Rule, ObstacleKind.Rule, 2, ProblemState.Open));
        (await desk.Get<ProblemRegister>().Said(ada, first.Value)).Select(one => (one.Words, one.Ticket)).ShouldBe(
            [("Suppliers answer the next day.", null), ("Eight hours is too short.", number)], ignoreOrder: true);
        (await Told(desk, ada)).Count(kind => kind == NotificationKind.RuleHurts).ShouldBe(3);
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_When_ItIsKeptWithAReason_Then_WhoeverSaidItIsToldAndSayingItAgainOpensIt()
    {
        await using var desk = await SmallDesk.On(Engine);
        var ada = await desk.Person(desk.Sam.Tenant, "Ada North", Role.Administrator, "en");
        var number = (await desk.Get<SayRuleHurts>().Do(desk.Sam, Rule, "Too short.")).Value;
        var keep = desk.Get<KeepProblems>();
        var draft = new ProblemDraft("Too short.", ObstacleKind.Rule, ProblemState.Kept);
        (await keep.Change(ada, number, draft)).ShouldBe(ProblemRefusals.FixMissing);
        (await keep.Change(ada, number, draft with { Fix = "The contract says eight." })).ShouldBeNull();
        (await keep.Change(ada, number, draft with { Fix = "The contract says eight hours." })).ShouldBeNull();
        (await Told(desk, desk.Sam)).ShouldBe([NotificationKind.RuleAnswered], "once an answer, not once a change of its words");

        (await desk.Get<SayRuleHurts>().Do(desk.Sam, Rule, "Too short.")).Value.ShouldBe(number);
        var again = (await desk.Get<ProblemRegister>().Find(ada, number)).Value.Problem;
        (again.State, again.Count).ShouldBe((ProblemState.Open, 2));
    }

    [Fact]
    public async Task Say_When_ItCantBe_Then_ItIsRefused()
    {
        await using var desk = await SmallDesk.On(Engine);
        var say = desk.Get<SayRuleHurts>();
        (await say.Do(desk.Sam, "status:NO_SUCH", "x")).Refusal.ShouldBe(ProblemRefusals.RuleUnknown);
        (await say.Do(desk.Sam, "target:P9", "x")).Refusal.ShouldBe(ProblemRefusals.RuleUnknown);
        (await say.Do(desk.Sam, null, "x")).Refusal.ShouldBe(ProblemRefusals.RuleUnknown);
        (await say.Do(desk.Sam, Rule, "  ")).Refusal.ShouldBe(ProblemRefusals.WordsMissing);
        (await say.Do(desk.Sam, Rule, new string('x', 201))).Refusal.ShouldBe(ProblemRefusals.WordsMissing);
        (await say.Do(desk.Sam, Rule, "x", 999_999)).Refusal.ShouldBe(TicketRefusals.Unknown);
        (await say.Do(desk.Ann, Rule, "x")).Refusal.ShouldBe(AccessRefusals.NotAllowed);
    }

    private static async Task<List<NotificationKind>> Told(SmallDesk desk, Caller who) => [.. (await desk.Get<NotificationInbox>().Of(who)).Select(one => one.Kind)];
}
