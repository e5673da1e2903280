using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Statuses;

namespace Headway.Application.Tickets;

/// <summary>Something tickets are about. One that was put away stays on its tickets and can't be chosen any more.</summary>
public sealed record Category(long Id, string Name, string? NameDe, bool Active)
{
    public string In(string language) => language == "de" ? NameDe ?? Name : Name;
}

/// <summary>A category as somebody would have it.</summary>
public sealed record CategoryDraft(string? Name, string? NameDe, bool Active = true);

/// <summary>What tickets are about, by the desk's own list, and which priority follows from impact and urgency.</summary>
public sealed class Categories(Database database, SettingsChange settings)
{
    public const int Longest = 100, Most = 200;

    private const string MatrixKey = "priority-matrix";

    /// <summary>All there are, by name; those put away too.</summary>
    public Task<List<Category>> All(TenantId tenant, CancellationToken stop = default) => database.Read(session => Rows(session, tenant), stop);

    /// <summary>The category of that name in either language, which can be chosen; null when there is none.</summary>
    public async Task<Category?> Named(TenantId tenant, string name, CancellationToken stop = default) => (await All(tenant, stop)).Find(one =>
        one.Active && (string.Equals(one.Name, name.Trim(), StringComparison.OrdinalIgnoreCase) || string.Equals(one.NameDe, name.Trim(), StringComparison.OrdinalIgnoreCase)));

    public async Task<Outcome<long>> Add(Caller caller, CategoryDraft draft, RequestKey? key = null, CancellationToken stop = default)
    {
        var id = 0L;
        var no = await settings.Make(caller, Permission.ManageSettings, stop, new SettingPart("categories", null, async session =>
        {
            var before = await AddedOnce.Before(session, caller, key);
            if ((before.Refusal ?? (before.Value is null ? await Check(session, caller.Tenant, draft, 0) : null)) is { } wrong)
            {
                return wrong;
            }

            id = before.Value ?? await session.NextId();
            if (before.Value is not null)
            {
                return Remembered.Nothing;
            }

            await session.Do(
                "INSERT INTO categories (tenant, id, name, name_de, active) VALUES ($1, $2, $3, $4, $5)", caller.Tenant.Value, id, draft.Name!.Trim(), Given(draft.NameDe), draft.Active);
            await AddedOnce.Keep(session, caller, key, id);
            return new Remembered(Difference.Entry("category.added", $"category:{id}", Lines(null, draft)));
        }));
        return no is null ? id : no;
    }

    public Task<Refusal?> Change(Caller caller, long id, CategoryDraft draft, CancellationToken stop = default) =>
        settings.Make(caller, Permission.ManageSettings, stop, new SettingPart("categories", null, async session =>
        {
            if ((await Rows(session, caller.Tenant)).Find(one => one.Id == id) is not { } before)
            {
                return SettingsRefusals.CategoryUnknown;
            }

            if (await Check(session, caller.Tenant, draft, id) is { } wrong)
            {
                return wrong;
            }

            await session.Do(
                "UPDATE categories SET name = $3, name_de = $4, active = $5 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id, draft.Name!.Trim(), Given(draft.NameDe), draft.Active);
            return new Remembered(Difference.Entry("category.changed", $"category:{id}", Lines(before, draft)));
        }));

    /// <summary>Sets which priority follows from impact and urgency. Open tickets keep theirs.</summary>
    public Task<Refusal?> SetMatrix(Caller caller, PriorityMatrix matrix, CancellationToken stop = default) =>
        settings.Make(caller, Permission.ManageSettings, stop, new SettingPart(MatrixKey, null, async session =>
        {
            var before = await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = $2", caller.Tenant.Value, MatrixKey) ?? PriorityMatrix.Default.ToString();
            await session.Do(
                "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, key) DO UPDATE SET value = $3, changed = $4",
                caller.Tenant.Value, MatrixKey, matrix.ToString(), await session.Now());
            return new Remembered(Difference.Entry("setting.changed", $"setting:{MatrixKey}", new Difference(MatrixKey, before, matrix.ToString())));
        }));

    internal static async Task<List<Category>> Rows(Session session, TenantId tenant) => await session.Query(
        "SELECT id, name, name_de, active FROM categories WHERE tenant = $1 ORDER BY name",
        row => new Category(row.GetInt64(0), row.GetString(1), row.TextOrNull(2), row.GetBoolean(3)), tenant.Value);

    private static async Task<Refusal?> Check(Session session, TenantId tenant, CategoryDraft draft, long id)
    {
        if (string.IsNullOrWhiteSpace(draft.Name) || draft.Name.Trim().Length > Longest || draft.NameDe is { Length: > Longest })
        {
            return SettingsRefusals.NameMissing;
        }

        if ((TextCheck.Check(draft.Name) ?? TextCheck.Check(draft.NameDe)) is { } wrong)
        {
            return wrong;
        }

        var known = await Rows(session, tenant);
        return known.Exists(one => one.Id != id && string.Equals(one.Name, draft.Name.Trim(), StringComparison.OrdinalIgnoreCase)) ? SettingsRefusals.NameTaken
            : id == 0 && known.Count >= Most ? SettingsRefusals.TooManyCategories
            : null;
    }

    private static IEnumerable<Difference> Lines(Category? before, CategoryDraft after)
    {
        yield return new Difference("name", before?.Name, after.Name?.Trim());
        yield return new Difference("name.de", before?.NameDe, Given(after.NameDe));
        yield return new Difference("active", before is null ? null : before.Active ? "yes" : "no", after.Active ? "yes" : "no");
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
