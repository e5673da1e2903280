using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.IntegrationTests.Access;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Tickets;

/// <summary>A colleague's work is a lead's to give away; anybody may take it, and then it is theirs.</summary>
public sealed class GiveAwayTests
{
    [Fact]
    public async Task Transfer_When_AColleagueWorksOnIt_Then_OnlyALeadGivesItAway()
    {
        await using var world = await World.Make(Engine.Sqlite, hidden: false);
        var (agent, lead, ada) = (Who(world, "agent"), Who(world, "lead"), Who(world, "administrator"));
        var team = agent.Teams.Single();
        var transfer = world.Get<TransferTicket>();
        (await transfer.Take(new ActOn(agent, world.Plain))).Refusal.ShouldBeNull();

        (await transfer.To(new ActOn(ada, world.Plain), team, null, lead.Person)).Refusal.ShouldNotBeNull().Code.ShouldBe("transfer.not-yours");
        (await transfer.To(new ActOn(ada, world.Plain), team, null, null)).Refusal.ShouldNotBeNull().Code.ShouldBe("transfer.not-yours");
        (await transfer.To(new ActOn(agent, world.Plain), team, null, lead.Person)).Refusal.ShouldBeNull("it is the agent's own");
        (await transfer.Take(new ActOn(agent, world.Plain))).Refusal.ShouldBeNull("anybody may take it");
        (await transfer.To(new ActOn(lead, world.Plain), team, null, lead.Person)).Refusal.ShouldBeNull();
        (await transfer.To(new ActOn(lead, world.Plain), team, null, agent.Person)).Refusal.ShouldBeNull();
        (await transfer.Release(new ActOn(agent, world.Plain), team)).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        (await transfer.Release(new ActOn(ada, world.Plain), team)).Refusal.ShouldBeNull();
    }

    private static Caller Who(World world, string principal) => world.Principals[principal].Caller.ShouldNotBeNull();
}
