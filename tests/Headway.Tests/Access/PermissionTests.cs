using Headway.Application.Access;
using Headway.Domain;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Access;

public sealed class PermissionTests
{
    [Fact]
    public void Matrix_WhenRead_HasARowForEveryPermission()
    {
        foreach (var permission in Enum.GetValues<Permission>())
        {
            Roles.All.Count(role => Permissions.May(role, permission)).ShouldBeGreaterThan(0, permission.ToString());
        }
    }

    [Theory]
    [InlineData(Role.Customer, "UsePortal")]
    [InlineData(Role.Agent, "ReadTickets ActOnTickets ReadFigures ReadPeople AddCustomers ReadSettings KeepMacros KeepKnowledge HoldTokens")]
    [InlineData(Role.Lead, "ReadTickets ActOnTickets SteerTickets ReadBoard KeepRota ReadFigures RunAudits LoadTickets ReadPeople AddCustomers ReadSettings KeepMacros KeepKnowledge HoldTokens")]
    [InlineData(Role.Manager, "ReadTickets ReadFigures RunAudits ReadPeople ReadSettings HoldTokens")]
    [InlineData(Role.Administrator, "ReadTickets ActOnTickets KeepRota ReadFigures RunAudits LoadTickets ReadPeople AddCustomers ReadSettings KeepMacros KeepKnowledge HoldTokens ManagePeople ManageSettings ReadAuditTrail")]
    [InlineData(Role.ProviderStaff, "EnterTenants")]
    public void Role_WhenAsked_HasExactlyItsPermissions(Role role, string permissions) =>
        string.Join(' ', Enum.GetValues<Permission>().Where(one => Permissions.May(role, one))).ShouldBe(permissions);

    [Fact]
    public void Token_WhenItOnlyReads_LosesEveryAct()
    {
        var agent = Someone(Role.Agent) with { ReadOnly = true };

        agent.May(Permission.ReadTickets).ShouldBeTrue();
        agent.Denies(Permission.ActOnTickets).ShouldBe(AccessRefusals.OnlyReads);
        agent.Denies(Permission.ManagePeople).ShouldBe(AccessRefusals.NotAllowed);
    }

    [Fact]
    public void Figures_WhenOfAPerson_AreForThatPersonAndTheLead()
    {
        var desk = new TeamId(1);
        var lead = Someone(Role.Lead, teams: [1], leads: [1]);

        lead.SeesFiguresOf(new PersonId(9), [desk]).ShouldBeTrue();
        lead.SeesFiguresOf(new PersonId(9), [new TeamId(2)]).ShouldBeFalse();
        Someone(Role.Manager).SeesFiguresOf(new PersonId(9), [desk]).ShouldBeFalse();
        Someone(Role.Administrator, teams: [1], leads: [1]).SeesFiguresOf(new PersonId(9), [desk]).ShouldBeFalse();
        Someone(Role.Agent, teams: [1]).SeesFiguresOf(new PersonId(9), [desk]).ShouldBeFalse();
        Someone(Role.Agent, teams: [1]).SeesFiguresOf(new PersonId(7), [desk]).ShouldBeTrue();
        Someone(Role.Customer).SeesFiguresOf(new PersonId(7), [desk]).ShouldBeFalse();
        Someone(Role.Manager).SeesFiguresOf(new TeamId(2)).ShouldBeTrue();
        Someone(Role.Agent, teams: [1]).SeesFiguresOf(new TeamId(2)).ShouldBeFalse();
    }

    [Fact]
    public void RolesPage_WhenTheMatrixChanges_MustBeWrittenAgain()
    {
        var file = Path.Combine(Root(), "docs", "operations", "roles.md");
        if (Environment.GetEnvironmentVariable("HEADWAY_ACCEPT") == "1")
        {
            File.WriteAllText(file, Permissions.Page());
        }

        File.ReadAllText(file).ShouldBe(Permissions.Page(), "Run HEADWAY_ACCEPT=1 ./test --fast and look at what changed.");
    }

    internal static Caller Someone(Role role, long person = 7, long tenant = 1, long[]? teams = null, long[]? leads = null, long[]? hidden = null, long? organisation = null, bool shares = false) =>
        new(new TenantId(tenant), new PersonId(person), role, Set(teams), Set(leads), organisation, shares, DateTimeZone.Utc, "en", "Somebody") { HiddenTeams = Set(hidden) };

    private static HashSet<TeamId> Set(long[]? ids) => [.. (ids ?? []).Select(id => new TeamId(id))];

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Headway.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No Headway.slnx above the tests.");
        }

        return folder;
    }
}
