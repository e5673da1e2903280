using System.Xml.Linq;
using Headway.Application.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Headway.Application.Access;

/// <summary>The keys that protect forms and steps, in the database, so that all nodes share them and a restart keeps them.</summary>
public sealed class ProtectionKeys(Database database, TimeProvider clock) : IXmlRepository
{
    // The framework asks without awaiting, at start and once a day.
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(() => database.Read(
        async session => await session.Query("SELECT xml FROM protection_keys WHERE tenant = 0 ORDER BY created", reader => XElement.Parse(reader.GetString(0))))).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => Task.Run(() => database.Write(
        async session => await session.Do(
            "INSERT INTO protection_keys (tenant, id, xml, created) VALUES (0, $1, $2, $3) ON CONFLICT (tenant, id) DO NOTHING",
            friendlyName, element.ToString(SaveOptions.DisableFormatting), clock.Milliseconds()))).GetAwaiter().GetResult();
}
