using System.CommandLine;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.People;
using Headway.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace Headway.Cli;

/// <summary>
/// <c>headway user add | list | role | deactivate | activate | link</c>: the people of a desk from the terminal, in the name of an
/// administrator. <c>--json</c> prints what a program reads; what is refused says its code and ends with 3.
/// </summary>
public static class UserVerb
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Command()
    {
        var name = new Option<string>("--name") { Description = "What the person is called.", Required = true };
        var role = new Option<string>("--role") { Description = "customer, agent, lead, manager or administrator.", DefaultValueFactory = _ => "agent" };
        var teams = new Option<string[]>("--team") { Description = "A team to join, by its name; may be said again.", AllowMultipleArgumentsPerToken = false };
        var find = new Option<string?>("--find") { Description = "Beginnings of a name, an address, an organisation or a place, or part of a phone number." };
        var kind = new Option<string>("--kind") { Description = "active, staff, customers or inactive.", DefaultValueFactory = _ => "active" };
        var wanted = new Argument<string>("role") { Description = "agent, lead, manager or administrator." };
        return new Command("user", "The people of a desk: add, list, change roles, deactivate, hand out links.")
        {
            Verb("add", "Add somebody: staff get a link to choose a password, customers need none.", Address(), [name, role, teams], [],
                (desk, by, address, parsed, stop) => desk.Add(by, address, parsed.GetValue(name)!, parsed.GetValue(role)!, parsed.GetValue(teams) ?? [], stop)),
            Verb("list", "List people; at most 50.", null, [find, kind], [],
                (desk, by, _, parsed, stop) => desk.List(by, parsed.GetValue(find), parsed.GetValue(kind)!, stop)),
            Verb("role", "Change somebody's role; their sessions end.", Address(), [], [wanted],
                (desk, by, address, parsed, stop) => desk.Role(by, address, parsed.GetValue(wanted)!, stop)),
            Verb("deactivate", "Somebody no longer comes in; their open tickets go back to their teams.", Address(), [], [],
                (desk, by, address, _, stop) => desk.Deactivate(by, address, stop)),
            Verb("activate", "Somebody deactivated comes in again.", Address(), [], [], (desk, by, address, _, stop) => desk.Activate(by, address, stop)),
            Verb("link", "Print a link: staff choose a password by it, customers come in. Good once, for 24 hours.", Address(), [], [],
                (desk, by, address, _, stop) => desk.Link(by, address, stop)),
        };
    }

    private static Argument<string> Address() => new("email") { Description = "The person's e-mail address." };

    private static Command Verb(
        string verb, string says, Argument<string>? address, Option[] options, Argument[] arguments,
        Func<UserDesk, Caller, string, ParseResult, CancellationToken, Task<Outcome<UserAnswer>>> act)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var by = new Option<string?>("--by") { Description = "In whose name: the e-mail address of an administrator. Without it, the first there is." };
        var tenant = new Option<long?>("--tenant") { Description = "Which desk, where several live here." };
        var demo = Verbs.OnDemo();
        var command = new Command(verb, says);
        if (address is not null)
        {
            command.Arguments.Add(address);
        }

        foreach (var argument in arguments)
        {
            command.Arguments.Add(argument);
        }

        foreach (var option in options.Concat([json, by, tenant, demo]))
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, stop) =>
        {
            var place = DeskPlace.Read();
            if (place.Meant(parsed.GetValue(demo)) is not { } at)
            {
                return Verbs.NoDesk();
            }

            await using var database = await DeskPlace.Open(at, stop);
            await using var services = place.Services(database);
            await using var scope = services.CreateAsyncScope();
            var target = address is null ? null : parsed.GetValue(address);
            var caller = await scope.ServiceProvider.GetRequiredService<Terminal>().Act(
                target, verb == "list" ? "" : $"user {verb}", parsed.GetValue(by), parsed.GetValue(tenant) is { } id ? new TenantId(id) : null, stop);
            var answer = caller.Refusal is { } nobody
                ? nobody : await act(new UserDesk(scope.ServiceProvider), caller.Value, target ?? "", parsed, stop);
            return Say(answer, parsed.GetValue(json));
        });
        return command;
    }

    private static int Say(Outcome<UserAnswer> answer, bool json)
    {
        if (answer.Refusal is { } no)
        {
            if (json)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(new { refused = new { code = no.Code, message = no.Message } }, Web));
            }

            return Verbs.Fail(Verbs.Refused, $"{no.Message} ({no.Code})");
        }

        Console.Out.WriteLine(json ? JsonSerializer.Serialize(answer.Value.Data, Web) : answer.Value.Text);
        return Verbs.Done;
    }
}
