using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Headway.Application.Storage;

namespace Headway.DeskBench;

/// <summary>What people and programs do to the desk, each over a connection of its own.</summary>
internal sealed class Acts(Place place, Cast cast, Served desk, string product, string command)
{
    private const string Api = "/api/v1";

    private int _turn;

    /// <summary>Numbers of open tickets in a shuffled order, and of tickets of any state.</summary>
    public required IReadOnlyList<long> Open { get; init; }

    public required IReadOnlyList<long> Any { get; init; }

    public static async Task<(IReadOnlyList<long> Open, IReadOnlyList<long> Any)> Numbers(Database database, Cast cast)
    {
        var (open, all) = await database.Read(async session => (
            await session.Query("SELECT number FROM tickets WHERE tenant = $1 AND state = 'open' ORDER BY number", row => row.GetInt64(0), cast.Tenant.Value),
            await session.Query("SELECT number FROM tickets WHERE tenant = $1 ORDER BY number", row => row.GetInt64(0), cast.Tenant.Value)));
        var random = new Random(5);
        return (open.OrderBy(_ => random.Next()).ToList(), all.OrderBy(_ => random.Next()).Take(20_000).ToList());
    }

    public Func<int, Task<Func<Task<bool>>>> Create => By(async (line, chance) =>
        (await line.Post($"{Api}/tickets", Need(chance))).Status == 201);

    public Func<int, Task<Func<Task<bool>>>> Reply => By(async (line, chance) =>
    {
        var number = Open[Interlocked.Increment(ref _turn) % Open.Count];
        var status = chance.Next(2) == 0 ? "AWAIT_CUSTOMER" : "IN_PROGRESS";
        return (await line.Post(Invariant($"{Api}/tickets/{number}/progress"), JsonSerializer.Serialize(new { status, reply = chance.Text(30) }))).Status == 200;
    });

    public Func<int, Task<Func<Task<bool>>>> Asked(Func<Chance, string> path) => By(async (line, chance) => (await line.Get($"{Api}{path(chance)}")).Status == 200);

    public Func<int, Task<Func<Task<bool>>>> Page(Func<Chance, string> path) => async client =>
    {
        var line = await Line.Open(desk.Port, $"Cookie: headway={cast.Cookies[client % cast.Cookies.Count]}");
        var chance = new Chance(1_000 + client);
        return async () => (await line.Get(path(chance))).Status == 200;
    };

    public Func<int, Task<Func<Task<bool>>>> MailIn => async client =>
    {
        var line = await Line.Open(desk.Port, $"Authorization: Bearer {cast.AdministratorToken}");
        var chance = new Chance(2_000 + client);
        return async () =>
        {
            var (status, body) = await line.Post($"{Api}/mail", Message(chance), "message/rfc822");
            return status == 200 && body.Contains("opened", StringComparison.Ordinal);
        };
    };

    /// <summary>One process a message, as a transfer agent's pipe does: handed to the running desk by <c>./headway</c>, or taken in by a process of its own.</summary>
    public Func<int, Task<Func<Task<bool>>>> MailByPipe(bool toTheDesk) => client =>
    {
        var chance = new Chance(3_000 + client);
        return Task.FromResult<Func<Task<bool>>>(async () =>
        {
            var start = toTheDesk
                ? new ProcessStartInfo(command, ["mail", "receive"]) { RedirectStandardInput = true, RedirectStandardOutput = true }
                : new ProcessStartInfo("dotnet", [product, "mail", "receive"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
            foreach (var (name, value) in Served.Environs(place))
            {
                start.Environment[name] = value;
            }

            using var process = Process.Start(start)!;
            await process.StandardInput.WriteAsync(Message(chance));
            process.StandardInput.Close();
            var said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return said.StartsWith("opened", StringComparison.Ordinal);
        });
    };

    public string AnyTicket(Chance chance) => Invariant($"{chance.Of(Any)}");

    public string OpenTicket(Chance chance) => Invariant($"{chance.Of(Open)}");

    /// <summary>Raises one ticket and replies to it; answers its number and its version between the two.</summary>
    public async Task<(long Number, int Version)> RaiseOne()
    {
        using var line = await Line.Open(desk.Port, $"Authorization: Bearer {cast.Tokens[0]}");
        var raised = JsonElement.Parse((await line.Post($"{Api}/tickets", Need(new Chance(7)))).Body);
        return (raised.GetProperty("number").GetInt64(), raised.GetProperty("version").GetInt32());
    }

    public async Task ReplyTo(long number)
    {
        using var line = await Line.Open(desk.Port, $"Authorization: Bearer {cast.Tokens[0]}");
        await line.Post(Invariant($"{Api}/tickets/{number}/progress"), JsonSerializer.Serialize(new { status = "AWAIT_CUSTOMER", reply = new Chance(8).Text(30) }));
    }

    /// <summary>Everybody at the desk, each on a line of their own.</summary>
    public async Task<IReadOnlyList<Line>> Everybody()
    {
        var lines = new List<Line>();
        foreach (var token in cast.Tokens.Take(Cast.AtTheDesk))
        {
            lines.Add(await Line.Open(desk.Port, $"Authorization: Bearer {token}"));
        }

        return lines;
    }

    /// <summary>What is next for whoever has this line; null when it was not given.</summary>
    public static async Task<string?> Next(Line line)
    {
        var (status, body) = await line.Post($"{Api}/worklist/next", "");
        return status == 200 ? JsonElement.Parse(body).GetProperty("activity").GetProperty("id").GetString() : null;
    }

    /// <summary>Does what was claimed, so that the next is another: solved, or called off where somebody waits for more than that.</summary>
    public static async Task Handle(Line line, string activity)
    {
        var ticket = $"{Api}/tickets/{activity.Split('-')[0]}";
        if ((await line.Post($"{ticket}/progress", """{"status":"RESOLVED","reply":"It works again."}""")).Status != 200)
        {
            await line.Post($"{ticket}/close", """{"code":"cancelled","note":"Not needed any more."}""");
        }
    }

    private Func<int, Task<Func<Task<bool>>>> By(Func<Line, Chance, Task<bool>> act) => async client =>
    {
        var line = await Line.Open(desk.Port, $"Authorization: Bearer {cast.Tokens[client % cast.Tokens.Count]}");
        var chance = new Chance(4_000 + client);
        return () => act(line, chance);
    };

    private static string Need(Chance chance)
    {
        var customer = chance.Next(Cast.CustomersInAll);
        return JsonSerializer.Serialize(new
        {
            subject = chance.Text(5), text = chance.Text(40), priority = "P3", requester = new { email = Cast.Address(customer), name = Invariant($"Customer {customer}") },
        });
    }

    private static string Message(Chance chance)
    {
        var customer = chance.Next(Cast.CustomersInAll);
        var id = Guid.NewGuid();
        return $"From: Customer {customer} <{Cast.Address(customer)}>\r\nTo: help@desk.example\r\nSubject: {chance.Text(5)}\r\nMessage-ID: <{id:N}@house.example>\r\nDate: Sun, 22 Nov 2026 09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{chance.Text(60)}\r\n";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
