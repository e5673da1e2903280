using Headway.Application.Access;
using Headway.Application.SignOn;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Provisioning;

public sealed class ScimOnSqlite : ScimSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ScimOnPostgres : ScimSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>A directory pushes people and groups, in the words that Entra ID and Okta send.</summary>
public abstract class ScimSuite
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Entra_When_ItPushesSomebody_Then_TheyComeChangeAndLeaveAndTheirWorkGoesBack()
    {
        await using var desk = await ScimDesk.Open(Engine);

        // "Test connection": somebody whom nobody knows.
        (await desk.Get("/Users?filter=userName+eq+%22b3a31e1b-7d7f-4b0c-9bdc-4b2d0f5a9d5e%22")).Total.ShouldBe(0);
        var made = await desk.Post("/Users", """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"externalId":"0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef",
             "userName":"Test_User@home.example","active":true,"addresses":[{"type":"work","formatted":"Room 4"}],"displayName":"Test User","title":"Clerk",
             "emails":[{"primary":true,"type":"work","value":"test.user@home.example"}],"meta":{"resourceType":"User"},"name":{"formatted":"Test User","familyName":"User","givenName":"Test"},
             "preferredLanguage":"de-DE","roles":[],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"7","department":"Finance"}}
            """);
        (made.Code, made.Location).ShouldBe((201, $"http://localhost/scim/v2/Users/{made.Id}"));
        (made.Body["userName"]!.GetValue<string>(), made.Body["active"]!.GetValue<bool>(), made.Body[Enterprise]!["department"]!.GetValue<string>()).ShouldBe(("Test_User@home.example", true, "Finance"));
        var caller = (await desk.Caller(made.Id)).ShouldNotBeNull();
        (caller.Name, caller.Email, caller.Role, caller.Language).ShouldBe(("Test User", "test.user@home.example", Role.Agent, "de"));
        var found = await desk.Get("/Users?filter=userName%20eq%20%22test_user@HOME.example%22&startIndex=1&count=1");
        (found.Total, found.Resources[0]["externalId"]!.GetValue<string>()).ShouldBe((1, "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef"));
        (await desk.Get("/Users?filter=externalId eq \"0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef\" and active eq true")).Total.ShouldBe(1);
        (await desk.Get("/Users?filter=emails[type eq \"work\"].value eq \"test.user@home.example\"")).Total.ShouldBe(1);

        var boss = await desk.Push("boss@home.example", "boss-1");
        var changed = await desk.Patch($"/Users/{made.Id}", $$"""
            [{"op":"Replace","path":"emails[type eq \"work\"].value","value":"new.name@home.example"},{"op":"Replace","path":"name.familyName","value":"Newname"},
             {"op":"Add","path":"{{Enterprise}}:department","value":"Payroll"},{"op":"Add","path":"{{Enterprise}}:manager","value":"{{boss}}"},
             {"op":"Add","path":"phoneNumbers[type eq \"work\"].value","value":"+49 30 1234"},{"op":"Replace","path":"title","value":"Head"},
             {"op":"Add","path":"urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User:tag","value":"x"},{"op":"Remove","path":"preferredLanguage"}]
            """);
        changed.Code.ShouldBe(200, changed.Detail);
        caller = (await desk.Caller(made.Id)).ShouldNotBeNull();
        (caller.Name, caller.Email, caller.LanguageChosen).ShouldBe(("Test Newname", "new.name@home.example", false));
        (await desk.Count("SELECT manager FROM people WHERE tenant = $1 AND id = $2", caller.Person.Value)).ShouldBe(ScimDesk.Number(boss));
        (await desk.Patch($"/Users/{made.Id}", $$"""[{"op":"Add","path":"urn:headway:params:scim:schemas:extension:desk:2.0:User:assistant","value":"{{boss}}"}]""")).Code.ShouldBe(200);
        (await desk.Count("SELECT assistant FROM people WHERE tenant = $1 AND id = $2", caller.Person.Value)).ShouldBe(ScimDesk.Number(boss));
        (await desk.Get($"/Users/{made.Id}")).Body["urn:headway:params:scim:schemas:extension:desk:2.0:User"]!["assistant"]!["value"]!.GetValue<string>().ShouldBe(boss);
        changed.Body["phoneNumbers"]![0]!["value"]!.GetValue<string>().ShouldBe("+49 30 1234");
        (await desk.Patch($"/Users/{made.Id}", """[{"op":"Add","value":{"name.givenName":"Ted","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"Audit"}}]""")).Body["name"]!["formatted"]!.GetValue<string>().ShouldBe("Ted Newname");

        // They hold a ticket and leave.
        var number = desk.World.Plain;
        (await desk.World.Get<TransferTicket>().Take(new ActOn(desk.World.Principals["agent"].Caller!, number))).Refusal.ShouldBeNull();
        await desk.World.Get<Database>().Write(async session => await session.Do("INSERT INTO memberships (tenant, team, person, lead) VALUES ($1, $2, $3, false)", desk.World.Tenant.Value, desk.Team.Value, caller.Person.Value));
        (await desk.World.Get<TransferTicket>().Take(new ActOn((await desk.Caller(made.Id))!, number))).Refusal.ShouldBeNull();
        var gone = await desk.Patch($"/Users/{made.Id}", """[{"op":"Replace","path":"active","value":"False"}]""");
        (gone.Code, gone.Body["active"]!.GetValue<bool>(), await desk.Caller(made.Id)).ShouldBe((200, false, null));
        (await desk.Count("SELECT count(*) FROM tickets WHERE tenant = $1 AND number = $2 AND owner IS NULL AND next_activity IS NOT NULL", number)).ShouldBe(1, "it went back to the team");
        (await desk.Patch($"/Users/{made.Id}", """[{"op":"Replace","path":"active","value":"True"}]""")).Body["active"]!.GetValue<bool>().ShouldBeTrue();
        (await desk.Caller(made.Id)).ShouldNotBeNull();

        // Deleted for good there: here nothing they did is lost, and pushed again they come back as who they were.
        (await desk.Send("DELETE", $"/Users/{made.Id}", null)).Code.ShouldBe(204);
        ((await desk.Get($"/Users/{made.Id}")).Code, (await desk.Send("DELETE", $"/Users/{made.Id}", null)).Code, await desk.Caller(made.Id)).ShouldBe((404, 404, null));
        (await desk.Count("SELECT count(*) FROM people WHERE tenant = $1 AND id = $2", caller.Person.Value)).ShouldBe(1);
        var again = await desk.Post("/Users", """{"schemas":[],"userName":"test_user@home.example","externalId":"0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef","displayName":"Test User","emails":[{"primary":true,"type":"work","value":"new.name@home.example"}]}""");
        (again.Code, again.Id, (await desk.Caller(again.Id))?.Role).ShouldBe((201, made.Id, Role.Agent));
        (await AuditTrail.Read(desk.World.Get<Database>(), desk.Administrator, 60)).Value.Where(line => line.Kind.StartsWith("provisioning.", StringComparison.Ordinal) && line.Target == $"person:{made.Id}").Select(line => line.Kind)
            .ShouldBe(["provisioning.returned", "provisioning.removed", "provisioning.comes", "provisioning.leaves", "provisioning.added"]);
    }

    [Fact]
    public async Task Okta_When_ItPushesPeopleAndGroups_Then_RolesAndTeamsFollow()
    {
        await using var desk = await ScimDesk.Open(Engine);
        await desk.Set(draft => draft with { Newcomers = null, Groups = [new GroupMeaning("Desk leads", Role.Lead, desk.Team), new GroupMeaning("Desk", Role.Agent, desk.Team), new GroupMeaning("Admins", Role.Administrator, null)] });

        (await desk.Get("/Users?filter=userName%20eq%20%22isaac.brock@home.example%22&startIndex=1&count=100")).Total.ShouldBe(0);
        var made = await desk.Post("/Users", """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"isaac.brock@home.example","name":{"givenName":"Isaac","familyName":"Brock"},
             "emails":[{"primary":true,"value":"isaac.brock@home.example","type":"work"}],"displayName":"Isaac Brock","locale":"en-US","externalId":"00ujl29u0le5T6Aj10h7","groups":[],"password":"1mz050nq","active":true}
            """);
        (made.Code, await desk.Caller(made.Id)).ShouldBe((201, null), "no group gives a role yet, and newcomers are refused");
        var other = await desk.Push("other@home.example", "o-2");

        var group = await desk.Post("/Groups", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Desk","members":[]}""");
        group.Code.ShouldBe(201, group.Detail);
        (await desk.Post("/Groups", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"desk"}""")).Type.ShouldBe("uniqueness");
        (await desk.Patch($"/Groups/{group.Id}", $$"""[{"op":"add","path":"members","value":[{"value":"{{made.Id}}","display":"isaac.brock@home.example"},{"value":"{{other}}"}]}]""")).Code.ShouldBe(200);
        var isaac = (await desk.Caller(made.Id)).ShouldNotBeNull();
        (isaac.Role, isaac.Teams.Contains(desk.Team), isaac.Leads.Count).ShouldBe((Role.Agent, true, 0));
        (await desk.Get($"/Groups?filter=displayName eq \"Desk\"&excludedAttributes=members")).Resources[0]["members"].ShouldBeNull();
        (await desk.Get($"/Groups?filter=id eq \"{group.Id}\" and members eq \"{other}\"")).Total.ShouldBe(1);
        (await desk.Get($"/Users/{made.Id}?attributes=userName,groups")).Body.Select(member => member.Key).ShouldBe(["schemas", "id", "userName", "groups"], ignoreOrder: true);

        var leads = await desk.Post("/Groups", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Nobody knows","externalId":"g-leads","members":[{"value":"{{made.Id}}"}]}""");
        (await desk.Caller(made.Id))!.Role.ShouldBe(Role.Agent, "a group that gives nothing");
        (await desk.Patch($"/Groups/{leads.Id}", $$$"""[{"op":"replace","value":{"id":"{{{leads.Id}}}","displayName":"Desk leads"}}]""")).Code.ShouldBe(200);
        isaac = (await desk.Caller(made.Id)).ShouldNotBeNull();
        (isaac.Role, isaac.Leads.Contains(desk.Team)).ShouldBe((Role.Lead, false), "whoever is in the team already stays in it as they are");
        (await desk.Patch($"/Groups/{leads.Id}", $$"""[{"op":"remove","path":"members[value eq \"{{made.Id}}\"]"}]""")).Body["members"]!.AsArray().ShouldBeEmpty();
        (await desk.Caller(made.Id))!.Role.ShouldBe(Role.Agent, "what groups gave they take away");
        (await desk.Patch($"/Groups/{group.Id}", $$"""[{"op":"Remove","path":"members","value":[{"value":"{{made.Id}}"}]}]""")).Code.ShouldBe(200);
        (await desk.Caller(made.Id), (await desk.Caller(other))?.Role).ShouldBe((null, Role.Agent));

        // What groups give is set anew: whoever was pushed has it at once, by the directory's own id of the group too.
        (await desk.Patch($"/Groups/{leads.Id}", $$"""[{"op":"replace","path":"members","value":[{"value":"{{made.Id}}"}]},{"op":"replace","path":"displayName","value":"Renamed"}]""")).Code.ShouldBe(200);
        (await desk.Caller(made.Id)).ShouldBeNull();
        await desk.Set(draft => draft with { Newcomers = null, Groups = [new GroupMeaning("g-leads", Role.Manager, null)] });
        ((await desk.Caller(made.Id))?.Role, await desk.Caller(other)).ShouldBe((Role.Manager, null));
        var put = await desk.Send("PUT", $"/Users/{made.Id}", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"1","userName":"isaac.brock@home.example","name":{"givenName":"Isaac","middleName":"","familyName":"Brook"},"emails":[{"primary":true,"value":"isaac.brook@home.example","type":"work"}],"active":false,"groups":[]}""");
        (put.Code, put.Body["displayName"]!.GetValue<string>(), put.Body["active"]!.GetValue<bool>(), await desk.Caller(made.Id)).ShouldBe((200, "Isaac Brook", false, null));
        (await desk.Patch($"/Users/{made.Id}", """[{"op":"replace","value":{"active":true}}]""")).Code.ShouldBe(200);
        (await desk.Caller(made.Id))?.Role.ShouldBe(Role.Manager);
        (await desk.Send("DELETE", $"/Groups/{leads.Id}", null)).Code.ShouldBe(204);
        (await desk.Caller(made.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task Known_When_TheDirectoryPushesThem_Then_TheyAreJoinedByTheRuleAndNoOther()
    {
        await using var desk = await ScimDesk.Open(Engine);
        var (agent, disabled) = (desk.World.Principals["agent"].Caller!, desk.World.Principals["disabled agent"].Caller!);

        // By an address of the provider's domains, when they come in. Their role and their teams stay as somebody set them.
        (await desk.Get($"/Users/{agent.Person.Value}")).Code.ShouldBe(404, "nobody was pushed yet");
        (await desk.Push("agent@home.example", "e-1")).ShouldBe($"{agent.Person.Value}");
        (await desk.Caller($"{agent.Person.Value}"))!.Teams.ShouldBe(agent.Teams);
        var twice = await desk.Post("/Users", """{"userName":"AGENT@home.example","externalId":"e-9","displayName":"A"}""");
        (twice.Code, twice.Type).ShouldBe((409, "uniqueness"));
        (await desk.Post("/Users", """{"userName":"fresh@home.example","externalId":"e-1","displayName":"A"}""")).Code.ShouldBe(409, "an externalId names one person");
        (await desk.Post("/Users", """{"userName":"new@home.example","displayName":"A","emails":[{"value":"agent@home.example"}]}""")).Code.ShouldBe(409, "an address names one person");
        (await desk.Post("/Users", """{"userName":"disabled.agent@home.example","displayName":"A"}""")).Detail.ShouldBe(Application.Provisioning.ProvisioningRefusals.KeptOut.Message);
        (await desk.Caller($"{disabled.Person.Value}")).ShouldBeNull();
        (await desk.Post("/Users", """{"userName":"agent@elsewhere.example","displayName":"A"}""")).Detail!.ShouldContain("none of the provider's domains");
        (await desk.Post("/Users", """{"userName":"a@evil.home.example","displayName":"A"}""")).Code.ShouldBe(400);
        (await desk.Post("/Users", """{"userName":"no-address","displayName":"A"}""")).Type.ShouldBe("invalidValue");
        (await desk.Patch($"/Users/{agent.Person.Value}", """[{"op":"replace","path":"userName","value":"x@home.example"},{"op":"replace","path":"emails[type eq \"work\"].value","value":"lead@home.example"}]""")).Code.ShouldBe(409);

        // A name given to somebody else later is not who had it before.
        (await desk.Send("DELETE", $"/Users/{agent.Person.Value}", null)).Code.ShouldBe(204);
        (await desk.Post("/Users", """{"userName":"agent@home.example","externalId":"e-2","displayName":"Somebody else"}""")).Code.ShouldBe(409);
        (await desk.Caller($"{agent.Person.Value}")).ShouldBeNull();

        // Whom an administrator deactivates here stays out, whatever is pushed.
        var fresh = await desk.Push("fresh@home.example", "e-3");
        (await desk.World.Get<Application.People.Deactivate>().Do(desk.Administrator, new PersonId(ScimDesk.Number(fresh)))).Refusal.ShouldBeNull();
        (await desk.Get($"/Users/{fresh}")).Body["active"]!.GetValue<bool>().ShouldBeFalse();
        (await desk.Patch($"/Users/{fresh}", """[{"op":"replace","path":"displayName","value":"Renamed"}]""")).Code.ShouldBe(200);
        (await desk.Patch($"/Users/{fresh}", """[{"op":"replace","value":{"active":true}}]""")).Code.ShouldBe(200);
        (await desk.Caller(fresh)).ShouldBeNull();
        (await desk.Send("DELETE", $"/Users/{fresh}", null)).Code.ShouldBe(204);
        (await desk.Post("/Users", """{"userName":"fresh@home.example","externalId":"e-3","displayName":"Fresh"}""")).Code.ShouldBe(409);

        // Nothing is pushed before somebody says for which addresses the provider speaks.
        await using var unset = await ScimDesk.Open(Engine, set: false);
        ((await unset.Get("/Users")).Total, (await unset.Post("/Users", """{"userName":"a@home.example"}""")).Code).ShouldBe((0, 403));
    }

    [Fact]
    public async Task Customers_When_AGroupGivesARole_Then_OnlyWhoHasAskedForNothingBecomesStaff()
    {
        await using var desk = await ScimDesk.Open(Engine);
        await desk.Set(draft => draft with { Newcomers = "customer", Groups = [new GroupMeaning("Desk", Role.Agent, desk.Team)] });
        var (quiet, asking) = (await desk.Push("quiet@home.example", "q"), await desk.Push("asking@home.example", "a"));
        var customer = (await desk.Caller(asking)).ShouldNotBeNull();
        customer.Role.ShouldBe(Role.Customer);
        (await desk.World.Get<RaiseTicket>().Do(customer, new NewTicket("The scanner jams", "Since this morning."))).Refusal.ShouldBeNull();
        var group = await desk.Post("/Groups", $$"""{"displayName":"Desk","members":[{"value":"{{quiet}}"},{"value":"{{asking}}"},{"value":"{{desk.World.Principals["agent"].Caller!.Person.Value}}"}]}""");
        (group.Code, group.Type).ShouldBe((400, "invalidValue"), "an agent who was not pushed is nobody's to put in a group");
        (await desk.Get("/Groups")).Total.ShouldBe(0, "nothing of it was kept");
        (await desk.Post("/Groups", $$"""{"displayName":"Desk","members":[{"value":"{{quiet}}"},{"value":"{{asking}}"}]}""")).Code.ShouldBe(201);
        ((await desk.Caller(quiet))!.Role, (await desk.Caller(asking))!.Role).ShouldBe((Role.Agent, Role.Customer));
    }
}
