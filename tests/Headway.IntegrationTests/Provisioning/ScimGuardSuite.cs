using Headway.Application.Access;
using Headway.Application.SignOn;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Provisioning;

public sealed class ScimGuardOnSqlite : ScimGuardSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ScimGuardOnPostgres : ScimGuardSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>What is tried at the directory's door, and how it speaks.</summary>
public abstract class ScimGuardSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Token_When_ItIsForTheDirectory_Then_ItOpensThatDoorAloneAndOnlyOfItsTenant()
    {
        await using var desk = await ScimDesk.Open(Engine);
        var (tokens, world) = (desk.World.Get<Tokens>(), desk.World);
        var directory = world.Principals[Access.World.Directory].Token!;
        var pushed = await desk.Push("sam@home.example", "s-1");
        foreach (var path in new[] { "/api/v1/me", "/api/v1/people", "/api/v1/tickets", "/api/v1/sign-on", "/api/v1/mcp" })
        {
            (await desk.Get(path, directory)).Code.ShouldBe(401, path);
        }

        var all = (await tokens.Create(desk.Administrator, "all")).Value;
        ((await desk.Get("/Users", all)).Code, (await desk.Get("/Users", "")).Code, (await desk.Get("/Users", directory[..^1])).Code).ShouldBe((401, 401, 401));
        (await desk.Get("/Users", all)).Body["status"]!.GetValue<string>().ShouldBe("401");
        (await tokens.Create(world.Principals["lead"].Caller!, "no", TokenScope.Provision)).Refusal!.Code.ShouldBe("access.not-allowed");

        // Another tenant's directory sees nothing of this one and can name nobody of it.
        var other = world.Principals["agent of another tenant"].Caller!;
        await world.Get<Database>().Write(async session => await session.Do("UPDATE people SET role = 'administrator' WHERE tenant = $1 AND id = $2", other.Tenant.Value, other.Person.Value));
        var elsewhere = (await Callers.Find(world.Get<Database>(), other.Tenant, other.Person))!;
        (await world.Get<KeepProvider>().Keep(elsewhere, new ProviderDraft("Other", "https://localhost/", "c", "s", ["elsewhere.example"], "agent", null, [], true), null)).ShouldBeNull();
        var theirs = (await tokens.Create(elsewhere, "theirs", TokenScope.Provision)).Value;
        ((await desk.Get("/Users", theirs)).Total, (await desk.Get($"/Users/{pushed}", theirs)).Code, (await desk.Send("DELETE", $"/Users/{pushed}", null, theirs)).Code).ShouldBe((0, 404, 404));
        (await desk.Post("/Groups", $$"""{"displayName":"G","members":[{"value":"{{pushed}}"}]}""", theirs)).Code.ShouldBe(400);
        (await desk.Get("/Groups")).Total.ShouldBe(0);

        // A token whose holder no longer manages people is worth nothing.
        await world.Get<Database>().Write(async session => await session.Do("UPDATE people SET role = 'agent' WHERE tenant = $1 AND id = $2", other.Tenant.Value, other.Person.Value));
        world.Get<Sessions>().ForgetAll();
        (await desk.Get("/Users", theirs)).Code.ShouldBe(403);
    }

    [Fact]
    public async Task Administrators_When_TheDirectoryTakesThemAway_Then_TheLastAndTheHolderStay()
    {
        await using var desk = await ScimDesk.Open(Engine);
        await desk.Set(draft => draft with { Groups = [new GroupMeaning("Admins", Role.Administrator, null), new GroupMeaning("Desk", Role.Agent, null)] });
        var holder = await desk.Push("administrator@home.example", "adm-1");
        holder.ShouldBe($"{desk.Administrator.Person.Value}");
        ((await desk.Patch($"/Users/{holder}", """[{"op":"replace","value":{"active":false}}]""")).Code, (await desk.Send("DELETE", $"/Users/{holder}", null)).Code).ShouldBe((403, 403));
        var group = await desk.Post("/Groups", $$"""{"displayName":"Desk","members":[{"value":"{{holder}}"}]}""");
        (group.Code, (await desk.Caller(holder))!.Role).ShouldBe((201, Role.Administrator), "the token's holder keeps the role by which it works");

        var second = await desk.Push("second@home.example", "adm-2");
        var admins = await desk.Post("/Groups", $$"""{"displayName":"Admins","members":[{"value":"{{second}}"}]}""");
        (await desk.Caller(second))!.Role.ShouldBe(Role.Administrator);
        await desk.World.Get<Database>().Write(async session => await session.Do("UPDATE people SET role = 'manager' WHERE tenant = $1 AND id <> $2 AND role = 'administrator'", desk.World.Tenant.Value, ScimDesk.Number(second)));

        // Its holder is no administrator any more, so that it opens nothing; with another token the last one stays all the same.
        desk.World.Get<Sessions>().ForgetAll();
        (await desk.Send("DELETE", $"/Users/{second}", null)).Code.ShouldBe(403);
        var last = (await desk.Caller(second))!;
        var own = (await desk.World.Get<Tokens>().Create(last, "own", TokenScope.Provision)).Value;
        (await desk.Send("DELETE", $"/Groups/{admins.Id}", null, own)).Code.ShouldBe(204);
        (await desk.Caller(second))!.Role.ShouldBe(Role.Administrator);
    }

    [Fact]
    public async Task Protocol_When_ARequestIsWrong_Then_ItIsSaidInItsWords()
    {
        await using var desk = await ScimDesk.Open(Engine);
        var config = (await desk.Get("/ServiceProviderConfig")).Body;
        (config["patch"]!["supported"]!.GetValue<bool>(), config["bulk"]!["supported"]!.GetValue<bool>(), config["filter"]!["maxResults"]!.GetValue<int>()).ShouldBe((true, false, 200));
        ((await desk.Get("/ResourceTypes")).Total, (await desk.Get("/Schemas")).Total, (await desk.Get("/ResourceTypes/User")).Body["endpoint"]!.GetValue<string>()).ShouldBe((2, 4, "/Users"));
        (await desk.Get("/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group")).Body["name"]!.GetValue<string>().ShouldBe("Group");
        ((await desk.Get("/Schemas/none")).Code, (await desk.Get("/Bulk")).Code, (await desk.Post("/Users/.search", "{}")).Code).ShouldBe((404, 404, 404));

        List<string> pushed = [];
        for (var i = 0; i < 5; i++)
        {
            pushed.Add(await desk.Push($"p{i}@home.example", $"p-{i}"));
        }

        var page = await desk.Get("/Users?startIndex=4&count=3");
        (page.Total, page.Resources.Count, page.Resources[0]["id"]!.GetValue<string>()).ShouldBe((5, 2, pushed[3]));
        ((await desk.Get("/Users?count=0")).Resources.Count, (await desk.Get("/Users?startIndex=-3&count=-1")).Total, (await desk.Get("/Users?startIndex=99999999999999999999")).Total).ShouldBe((0, 5, 5));
        foreach (var filter in new[] { "userName co \"p\"", "userName eq", "eq \"x\"", "userName eq \"p", "nickName eq \"x\"", "userName eq \"x\" or active eq true", "userName eq \"x\" and", "(userName eq \"x\")", new string('a', 3_000) })
        {
            var refused = await desk.Get($"/Users?filter={Uri.EscapeDataString(filter)}");
            (refused.Code, refused.Type).ShouldBe((400, "invalidFilter"), filter);
        }

        (await desk.Get($"/Users?filter={Uri.EscapeDataString("userName eq \"x\\\" OR 1=1 --\"")}")).Total.ShouldBe(0);
        foreach (var (operations, type) in new[]
        {
            ("[]", "invalidSyntax"), ("""[{"op":"move","path":"active"}]""", "invalidSyntax"), ("""[{"path":"active","value":true}]""", "invalidSyntax"), ("""[{"op":"replace","value":"x"}]""", "invalidPath"),
            ("""[{"op":"replace","path":"emails[type","value":"x"}]""", "invalidPath"), ("""[{"op":"replace","path":"a b","value":"x"}]""", "invalidPath"), ("""[{"op":"replace","path":"active","value":"maybe"}]""", "invalidValue"),
            ("""[{"op":"remove","path":"displayName"},{"op":"replace","path":"userName","value":"\u0000"}]""", "invalidValue"), ("""[{"op":"replace","path":"emails[type eq \"work\"].value","value":"not an address"}]""", "invalidValue"),
        })
        {
            var refused = await desk.Patch($"/Users/{pushed[0]}", operations);
            (refused.Code, refused.Type).ShouldBe((400, type), operations);
        }

        ((await desk.Post("/Users", "[]")).Type, (await desk.Post("/Users", "{")).Type, (await desk.Post("/Users", """{"a":1,"a":2}""")).Type, (await desk.Post("/Users", new string('[', 5_000))).Type)
            .ShouldBe(("invalidSyntax", "invalidSyntax", "invalidSyntax", "invalidSyntax"));

        // Versions: what was read is what is changed.
        var one = await desk.Get($"/Users/{pushed[0]}");
        (await desk.Send("GET", $"/Users/{pushed[0]}", null, noneMatch: one.Tag)).Code.ShouldBe(304);
        var changed = await desk.Patch($"/Users/{pushed[0]}", """[{"op":"replace","path":"displayName","value":"Changed"}]""", one.Tag);
        (changed.Code, changed.Tag == one.Tag).ShouldBe((200, false));
        ((await desk.Patch($"/Users/{pushed[0]}", """[{"op":"replace","path":"displayName","value":"Again"}]""", one.Tag)).Code, (await desk.Send("DELETE", $"/Users/{pushed[0]}", null, ifMatch: one.Tag)).Code).ShouldBe((412, 412));

        // Members added by many at once: nobody is lost.
        var group = (await desk.Post("/Groups", """{"displayName":"All"}""")).Id;
        await Task.WhenAll(pushed.Select(id => desk.Patch($"/Groups/{group}", $$"""[{"op":"Add","path":"members","value":[{"value":"{{id}}"}]}]""")));
        (await desk.Get($"/Groups/{group}")).Body["members"]!.AsArray().Count.ShouldBe(5);
    }
}
