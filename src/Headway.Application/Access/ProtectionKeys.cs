using System.Xml.Linq;
using Headway.Application.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Headway.Application.Access;

/// <summary>The keys that protect forms and steps, sealed in the database, so that all nodes share them and a restart keeps them.</summary>
public sealed class ProtectionKeys(Database database, SecretBox box, TimeProvider clock) : IXmlRepository
{
    // The framework asks without awaiting, at start and once a day.
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(Read).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => Task.Run(() => Write(element, friendlyName)).GetAwaiter().GetResult();

    private async Task<List<XElement>> Read()
    {
        List<XElement> keys = [];
        foreach (var xml in await database.Read(async session => await session.Query("SELECT xml FROM protection_keys WHERE tenant = 0 ORDER BY created", reader => reader.GetString(0))))
        {
            keys.Add(XElement.Parse(await box.Open(OldSecrets.ProtectionKeys, xml)));
        }

        return keys;
    }

    private async Task Write(XElement element, string name)
    {
        var xml = await box.Seal(OldSecrets.ProtectionKeys, element.ToString(SaveOptions.DisableFormatting));
        await database.Write(async session => await session.Do(
            "INSERT INTO protection_keys (tenant, id, xml, created) VALUES (0, $1, $2, $3) ON CONFLICT (tenant, id) DO NOTHING", name, xml, clock.Milliseconds()));
    }
}
