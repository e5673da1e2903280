using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Headway.IntegrationTests.Storage;
using Microsoft.AspNetCore.DataProtection;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

public sealed class SecretsOnSqlite : SecretSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class SecretsOnPostgres : SecretSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>What a copy of the database alone tells, and a desk that has lost its key.</summary>
public abstract class SecretSuite
{
    private const string Pass = "a mail server's very own secret";

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Secret_When_Kept_Then_TheDatabaseAloneDoesNotTellIt()
    {
        await using var place = await AccessPlace.Open(Engine);
        (await Settings(place.Database, place.Time).Set(place.Ada, new MailServer("mail.example", 587, "desk@home.example", "Desk", User: "desk", Pass: Pass))).ShouldBeNull();
        var form = place.Get<IDataProtectionProvider>().CreateProtector("form").Protect("step");

        (await Lies(place.Database)).ShouldAllBe(secret => InstallationKey.IsSealed(secret));
        (await place.Database.Read(session => session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = 'mail-server'", place.Tenant.Value).AsTask()))
            .ShouldNotBeNull().ShouldSatisfyAllConditions(json => json.ShouldNotContain(Pass), json => json.ShouldContain("sealed:1:"));

        using var again = AccessPlace.Services(place.Database, place.Time);
        (await Settings(place.Database, place.Time).Find(place.Tenant)).ShouldNotBeNull().Pass.ShouldBe(Pass);
        ((IDataProtectionProvider)again.GetService(typeof(IDataProtectionProvider))!).CreateProtector("form").Unprotect(form).ShouldBe("step");
    }

    [Fact]
    public async Task Secret_When_AnOlderVersionLeftItOpen_Then_TheNextStartSealsIt()
    {
        await using var place = await TestDatabase.Current(Engine);
        await place.Database.Write(async session =>
        {
            await session.Run("INSERT INTO protection_keys (tenant, id, xml, created) VALUES (0, 'key-1', '<key id=\"1\" />', 1)");
            await session.Run("INSERT INTO settings (tenant, key, value, changed) VALUES (7, 'mail-server', $1, 1), (8, 'mail-server', '', 1), (0, 'installation.secret', 'C0FFEE', 1)", $$"""{"Host":"h","Port":25,"From":"a@b.example","FromName":"","Pass":"{{Pass}}"}""");
        });

        await new SecretBox(place.Database).Ready();
        await new SecretBox(place.Database).Ready();

        (await Lies(place.Database)).ShouldAllBe(secret => InstallationKey.IsSealed(secret));
        (await Settings(place.Database, new MadeTime()).Find(new Domain.TenantId(7))).ShouldNotBeNull().Pass.ShouldBe(Pass);
        (await Settings(place.Database, new MadeTime()).Find(new Domain.TenantId(8))).ShouldBeNull();
    }

    [Fact]
    public async Task Desk_When_ItsKeyIsMissingOrAnother_Then_ItDoesNotStartAndSaysWhatToDo()
    {
        await using var place = await TestDatabase.Current(Engine);
        await new SecretBox(place.Database).Ready();
        var file = Path.Combine(place.Folder, KeyPlace.FileName);
        var right = await File.ReadAllTextAsync(file);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Delete(file);
        (await Start(place, new KeyPlace(file))).ShouldBe("key.missing");
        File.Exists(file).ShouldBeFalse("a key that fits nothing is not left behind");
        await File.WriteAllTextAsync(file, InstallationKey.New());
        (await Start(place, new KeyPlace(file))).ShouldBe("key.does-not-fit");
        await File.WriteAllTextAsync(file, "hunter2");
        (await Start(place, new KeyPlace(file))).ShouldBe("key.malformed");
        (await Start(place, new KeyPlace(file, given: right))).ShouldBeNull("a given key comes before the file");
        (await Start(place, new KeyPlace(file, given: InstallationKey.New()))).ShouldBe("key.does-not-fit");
        (await Start(place, null)).ShouldBe("key.missing");
    }

    [Fact]
    public async Task Key_When_Lost_Then_TheDeskBeginsWithANewOne()
    {
        await using var place = await TestDatabase.Current(Engine);
        var settings = Settings(place.Database, new MadeTime());
        var box = new SecretBox(place.Database);
        await box.Ready();
        var kept = await box.Seal(OldSecretsPurpose, Pass);
        await place.Database.Write(session => session.Do(
            "INSERT INTO settings (tenant, key, value, changed) VALUES (7, 'mail-server', $1, 1)", $$"""{"Host":"h","Port":25,"From":"a@b.example","FromName":"","Pass":"{{kept}}"}""").AsTask());
        File.Delete(Path.Combine(place.Folder, KeyPlace.FileName));

        await new SecretBox(place.Database).Renew();

        (await Start(place, new KeyPlace(Path.Combine(place.Folder, KeyPlace.FileName)))).ShouldBeNull();
        (await settings.Find(new Domain.TenantId(7))).ShouldNotBeNull().Pass.ShouldBeNull();
        (await Lies(place.Database)).ShouldBeEmpty();
    }

    private const string OldSecretsPurpose = "mail-server";

    private static MailSettings Settings(Database database, MadeTime time) => new(database, new DeskClock(time), new SecretBox(database));

    private static async Task<string?> Start(TestDatabase place, KeyPlace? key)
    {
        await using var database = Database.Open(place.Address with { Key = key });
        return (await new SecretBox(database).Misfit())?.Code;
    }

    private static Task<List<string>> Lies(Database database) => database.Read(async session => await session.Query(
        "SELECT xml FROM protection_keys WHERE tenant = 0 UNION ALL SELECT value FROM settings WHERE tenant = 0 AND key = 'installation.secret'", reader => reader.GetString(0)));
}
