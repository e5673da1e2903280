using Headway.Application.Access;
using Headway.Domain;
using Headway.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Headway.Tests.Access;

public sealed class TicketScopeTests
{
    private static readonly TicketSight Plain = new(new TenantId(1), new TeamId(1), new PersonId(100), 5);
    private static readonly TicketSight Restricted = Plain with { Team = new TeamId(3) };

    [Theory]
    [InlineData(Role.Agent, true)]
    [InlineData(Role.Lead, true)]
    [InlineData(Role.Manager, true)]
    [InlineData(Role.Administrator, true)]
    [InlineData(Role.ProviderStaff, false)]
    [InlineData(Role.Customer, false)]
    public void Ticket_WhenOfNoRestrictedTeam_IsSeenByThoseWhoReadTickets(Role role, bool sees) =>
        PermissionTests.Someone(role).Sees(Plain).ShouldBe(sees);

    [Fact]
    public void Ticket_WhenOfARestrictedTeam_IsSeenByItsMembersOnly()
    {
        PermissionTests.Someone(Role.Agent, hidden: [3]).Sees(Restricted).ShouldBeFalse();
        PermissionTests.Someone(Role.Administrator, hidden: [3]).Sees(Restricted).ShouldBeFalse();
        PermissionTests.Someone(Role.Agent, teams: [3]).Sees(Restricted).ShouldBeTrue();
    }

    [Fact]
    public void Ticket_WhenOfAnotherTenant_IsSeenByNobodyHere()
    {
        foreach (var role in Roles.All)
        {
            PermissionTests.Someone(role, person: 100, tenant: 2, organisation: 5, shares: true).Sees(Plain).ShouldBeFalse();
        }
    }

    [Fact]
    public void Customer_WhenGrantedTheOrganisation_SeesItsTicketsButNoneOfARestrictedTeam()
    {
        var colleague = PermissionTests.Someone(Role.Customer, organisation: 5, shares: true, hidden: [3]);

        colleague.Sees(Plain).ShouldBeTrue();
        colleague.Sees(Restricted).ShouldBeFalse();
        (colleague with { SeesOrganisation = false }).Sees(Plain).ShouldBeFalse();
        (colleague with { Organisation = 6 }).Sees(Plain).ShouldBeFalse();
        (colleague with { Organisation = null }).Sees(Plain with { RequesterOrganisation = null }).ShouldBeFalse();
        (colleague with { Person = new PersonId(100) }).Sees(Restricted).ShouldBeTrue();
    }

    [Fact]
    public void Assistant_WhenNamed_SeesWhatThePersonAskedForButNoneOfARestrictedTeam()
    {
        var assistant = PermissionTests.Someone(Role.Customer, hidden: [3]) with { Assists = new HashSet<PersonId> { new(100) } };

        assistant.Sees(Plain).ShouldBeTrue();
        assistant.Sees(Restricted).ShouldBeFalse();
        assistant.Sees(Plain with { Requester = new PersonId(101) }).ShouldBeFalse();
        assistant.Sees(Plain with { Tenant = new TenantId(2) }).ShouldBeFalse();
        List<object?> args = [];
        assistant.Where("t", args).ShouldBe("t.tenant = $1 AND (t.requester = $2 OR ((t.requester IN ($3)) AND t.team NOT IN ($4)))");
        args[2..].ShouldBe([100L, 3L]);
    }

    [Fact]
    public void Condition_WhenMade_BeginsWithTheTenantAndNumbersItsValuesOn()
    {
        List<object?> args = ["before"];
        var where = PermissionTests.Someone(Role.Agent, hidden: [3, 2]).Where("t", args);

        where.ShouldBe("t.tenant = $2 AND t.team NOT IN ($3, $4)");
        args.ShouldBe(["before", 1L, 2L, 3L]);
        PermissionTests.Someone(Role.ProviderStaff).Where("t", args).ShouldBe("1 = 0");
    }

    [Fact]
    public void Entry_WhenItsKindIsNotNamed_IsInternal()
    {
        var customer = PermissionTests.Someone(Role.Customer);
        var seen = TicketCodec.Instance.Kinds.Where(customer.SeesEntry).Order().ToArray();

        seen.ShouldBe(["customer-wrote", "replied", "subject-set", "ticket-opened", "ticket-resolved"]);
        customer.SeesEntry("some-new-kind").ShouldBeFalse();
        PermissionTests.Someone(Role.Agent).SeesEntry("noted").ShouldBeTrue();
        TicketScope.KindsForCustomers.ShouldBe(string.Join(", ", new[] { "ticket-opened", "replied", "customer-wrote", "ticket-resolved", "subject-set" }.Select(kind => $"'{kind}'")));
    }
}
