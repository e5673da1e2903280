using Headway.Application.Intake;
using Headway.Application.Services;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain.Calendars;
using Headway.Domain.Intake;
using Headway.Domain.Statuses;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

public sealed class CanaryOnSqlite : CanarySuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class CanaryOnPostgres : CanarySuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Everything that can be read, read by everybody: no word where its readers are not, no trace of what is hidden.</summary>
public abstract class CanarySuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Secret_WhenEverythingIsRead_IsFoundByItsReadersOnly()
    {
        await using var world = await World.Make(Engine);
        await Fields(world);
        List<string> leaks = [];
        HashSet<string> seen = [];
        foreach (var (row, path) in Reads(world))
        {
            foreach (var principal in world.Principals.Values)
            {
                var answer = await principal.Ask(world, "GET", path);
                foreach (var canary in world.Canaries.Where(canary => answer.Body.Contains(canary.Word, StringComparison.OrdinalIgnoreCase)))
                {
                    seen.Add(canary.Word);
                    if (!canary.Readers.Contains(principal.Name))
                    {
                        leaks.Add($"{path} shows {principal.Name} the {canary.Where}");
                    }
                }
            }
        }

        leaks.ShouldBeEmpty();
        seen.ShouldNotBeEmpty("a crawl that finds nothing at all proves nothing");
    }

    // What a form asks of support alone, with its label and its answer, is for support alone; what it asks of customers is for them too.
    private static async Task Fields(World world)
    {
        var (admin, agent) = (world.Principals["administrator"].Caller!, world.Principals["agent"].Caller!);
        var staff = world.Principals.Values.Where(one => one is { IsStaff: true, Name: not "agent of another tenant" and not "disabled agent" and not "disabled token" }).Select(one => one.Name).ToHashSet();
        string Word(string word, string where, IEnumerable<string> readers)
        {
            world.Canaries.Add(new Canary(word, where, readers.ToHashSet()));
            return word;
        }

        var none = new Dictionary<Priority, WorkingTime>();
        var service = (await world.Get<SaveServices>().Add(admin, new ServiceDraft("Keys", null, null, null, false, none, none))).Value;
        (await world.Get<KeepForm>().Set(
            admin, service,
            [
                new FieldDraft("internal", FieldType.ShortText, Word("zqprivatelabelqz", "label of a private field", staff)) { ForCustomer = false },
                new FieldDraft("open", FieldType.ShortText, "Which door"),
            ], null)).ShouldBeNull();
        (await world.Get<EditTicket>().Do(new ActOn(agent, world.Plain), new TicketEdit(Service: "Keys")
        {
            Fields = new Dictionary<string, IReadOnlyList<string>>
            {
                ["internal"] = [Word("zqprivatefieldqz", "private field", staff)], ["open"] = [Word("zqopenfieldqz", "field", [.. staff, "customer", "organisation granted"])],
            },
        })).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Hidden_WhenThereOrNot_AnswersAreTheSame()
    {
        await using var with = await World.Make(Engine, hidden: true);
        await using var without = await World.Make(Engine, hidden: false);
        List<string> tells = [];
        foreach (var name in new[] { "anonymous", "customer", "same organisation", "organisation granted", "agent", "lead", "token", "limited token" })
        {
            foreach (var (row, path) in Reads(without).Where(read => !read.Row.Figures))
            {
                var one = await with.Principals[name].Ask(with, "GET", path);
                var other = await without.Principals[name].Ask(without, "GET", path);
                if (one.Code != other.Code || Same(one.Body, with) != Same(other.Body, without))
                {
                    tells.Add($"{path} tells {name} of what is hidden ({one.Code}, {other.Code}): {Difference(Same(one.Body, with), Same(other.Body, without))}");
                }
            }
        }

        tells.ShouldBeEmpty();
    }

    // The same reads in both worlds: the visible ticket and one number that is hidden in one and absent in the other.
    private static IEnumerable<(Row Row, string Path)> Reads(World world) =>
        from row in AccessTable.Rows
        where row.Method == "GET" && !row.EndsSession && !row.Redirects && !row.Pattern.StartsWith("/demo", StringComparison.Ordinal)
        from number in row.IsTicket ? new[] { world.Plain, world.Plain + 1, world.Plain + 2 } : [0L]
        select (row, row.Path(number));

    internal static string Difference(string one, string other)
    {
        var at = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        string Around(string text) => text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 60)];
        return $"…{Around(one)}… against …{Around(other)}…";
    }

    private static string Same(string body, World world)
    {
        var text = Normal.Of(body);
        foreach (var session in world.Principals.Values.Select(one => one.Cookie).OfType<string>())
        {
            text = text.Replace(Headway.Application.Access.Secret.Hash(session[(session.IndexOf('.', StringComparison.Ordinal) + 1)..]), "~", StringComparison.Ordinal);
        }

        return text;
    }
}
