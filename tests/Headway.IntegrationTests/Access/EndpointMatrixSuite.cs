using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

public sealed class EndpointMatrixOnSqlite : EndpointMatrixSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class EndpointMatrixOnPostgres : EndpointMatrixSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Every endpoint as every kind of principal.</summary>
public abstract class EndpointMatrixSuite
{
    private const long Nowhere = World.FirstNumber + 99;

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Content-Security-Policy", "script-src 'self'"), ("Content-Security-Policy", "object-src 'none'"), ("Content-Security-Policy", "base-uri 'none'"),
        ("Content-Security-Policy", "frame-ancestors 'none'"), ("Content-Security-Policy", "form-action 'self'"), ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=()"), ("Cache-Control", "no-store"),
    ];

    private static readonly string[] SeesHidden = ["agent of the restricted team", "other organisation", "agent of another tenant", "other tenant's customer"];

    // Ann's ticket is none of theirs.
    private static readonly string[] Strangers = ["agent of another tenant", "other tenant's customer", "same organisation", "other organisation"];

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Endpoint_WhenAdded_MustHaveARow()
    {
        await using var world = await World.Make(Engine, hidden: false);
        var there = world.Endpoints
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{method} /{endpoint.RoutePattern.RawText?.TrimStart('/')}"))
            .ToHashSet();

        there.Except(AccessTable.Rows.Select(row => row.Endpoint)).Order().ShouldBeEmpty("these endpoints have no row in AccessTable");
        AccessTable.Rows.Select(row => row.Endpoint).Except(there).Order().ShouldBeEmpty("these rows have no endpoint");
    }

    [Fact]
    public async Task Endpoint_WhenAskedByAnybody_AnswersThoseItIsForAndNobodyElse()
    {
        await using var world = await World.Make(Engine);
        List<string> wrong = [];
        foreach (var row in AccessTable.Rows.OrderBy(row => row.EndsSession))
        {
            foreach (var principal in world.Principals.Values)
            {
                var answer = await principal.Ask(world, row.Method, row.Path(world.Plain), row.Form);
                if (Judge(row, principal, answer) is { } complaint)
                {
                    wrong.Add($"{row.Endpoint} as {principal.Name}: {answer.Code} {complaint}");
                }

                wrong.AddRange(
                    from header in Headers
                    where !(header.Name == "Cache-Control" && row.Pattern.StartsWith("/assets", StringComparison.Ordinal) && answer.Code == 200)
                    where answer.Headers.GetValueOrDefault(header.Name)?.Contains(header.Value, StringComparison.Ordinal) != true
                    select $"{row.Endpoint} as {principal.Name}: {answer.Code} lacks {header.Name}: {header.Value}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ticket_WhenHidden_IsAnsweredLikeOneThatDoesNotExist()
    {
        await using var world = await World.Make(Engine);
        List<string> wrong = [];
        foreach (var row in AccessTable.Rows.Where(row => row.IsTicket))
        {
            foreach (var principal in world.Principals.Values.Where(one => Fits(row, one) && !SeesHidden.Contains(one.Name)))
            {
                var hidden = await principal.Ask(world, row.Method, row.Path(world.Restricted), row.Form);
                var absent = await principal.Ask(world, row.Method, row.Path(Nowhere), row.Form);
                if (hidden.Code != absent.Code || Same(hidden.Body, world.Restricted) != Same(absent.Body, Nowhere) || (hidden.Code < 400 && !row.Silent))
                {
                    wrong.Add($"{row.Endpoint} as {principal.Name}: hidden {hidden.Code}, absent {absent.Code}: {CanarySuite.Difference(Same(hidden.Body, world.Restricted), Same(absent.Body, Nowhere))}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Request_WhenSentFromAnotherSite_ChangesNothing()
    {
        await using var world = await World.Make(Engine, hidden: false);
        List<string> wrong = [];
        foreach (var row in AccessTable.Rows.Where(row => row.Method != "GET" && row.For is not (For.Programs or For.Directory)))
        {
            foreach (var (origin, token) in new[] { ("http://evil.example", true), ("http://localhost", false), ("null", true) })
            {
                var principal = world.Principals[row.For == For.Customers ? "customer" : "administrator"];
                using var client = world.Client();
                using var request = new HttpRequestMessage(HttpMethod.Post, row.Path(world.Plain)) { Content = new FormUrlEncodedContent(row.Form) };
                request.Headers.Add("Cookie", $"headway{(principal.IsStaff ? "" : "-portal")}={principal.Cookie}");
                request.Headers.Add("Origin", origin);
                if (token)
                {
                    request.Headers.Add("X-Csrf", "forged");
                }

                using var response = await client.SendAsync(request);
                if ((int)response.StatusCode is not (400 or 403))
                {
                    wrong.Add($"{row.Endpoint} from {origin}: {(int)response.StatusCode}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static bool Fits(Row row, Principal principal) => !principal.IsDisabled && row.For switch
    {
        For.Staff => principal is { IsStaff: true, ByToken: false },
        For.Customers => principal is { IsStaff: false, Caller: not null },
        For.Programs => principal is { ByToken: true, Name: not World.Directory },
        For.Directory => principal.Name == World.Directory,
        _ => true,
    };

    private static string? Judge(Row row, Principal principal, Answer answer)
    {
        if (answer.Code >= 500 && answer.Code != 503)
        {
            return "fails";
        }

        if (row.Redirects)
        {
            return answer.Code is >= 300 and < 400 ? null : "does not send on";
        }

        var emptied = answer.Code == 404 && !row.MayBeEmpty && !row.EndsSession;
        var turned = answer.IsTurnedAway && !row.EndsSession;
        if (row.For == For.Anybody)
        {
            return turned || emptied ? "turns somebody away" : null;
        }

        var refused = answer.IsTurnedAway || answer.Code is >= 400 and < 500;
        if (!Fits(row, principal))
        {
            return refused ? null : "lets somebody in";
        }

        if (row.Only is { } only && !only.Contains(principal.Name))
        {
            return refused ? null : "lets a role in that does not include it";
        }

        if (principal.Name == "limited token" && row.Method != "GET")
        {
            return refused ? null : "lets a token that only reads act";
        }

        if (row is { IsTicket: true, Silent: false } && Strangers.Contains(principal.Name))
        {
            return row.Method == "GET" ? answer.Code == 404 ? null : "shows a ticket that does not exist for them" : refused ? null : "changes a ticket that does not exist for them";
        }

        return turned || emptied ? "turns away whom it is for" : null;
    }

    private static string Same(string body, long number) => Normal.Of(body).Replace(number.ToString(System.Globalization.CultureInfo.InvariantCulture), "N", StringComparison.Ordinal);
}
