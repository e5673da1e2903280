using Headway.Web.Layout;
using Headway.Web.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Headway.Web.Design;

/// <summary>The fragments as the desk would answer them, drawn from samples: what a script is tried against without a store.</summary>
public static class PartSamples
{
    public static void Map(IEndpointRouteBuilder routes, Action<Viewer, string?, string?> prepare)
    {
        routes.MapGet("/design/part/{name}", (string name, string? lang, Viewer viewer) =>
        {
            prepare(viewer, lang, null);
            var (part, with) = Part(name);
            return new RazorComponentResult(part, with);
        }).AllowAnonymous();
    }

    private static (Type Part, Dictionary<string, object?> With) Part(string name) => name switch
    {
        "list" => Of<WorkList>(Samples.List),
        "explain" => Of<Explain>(Samples.Explain),
        "caller" => Of<Caller>(Samples.Caller),
        "transfer" => Of<Transfer>(Samples.Transfer),
        "reschedule" => Of<Reschedule>(Samples.Reschedule),
        "skip" => Of<Skip>(Samples.Skip),
        "palette" => Of<PaletteAnswers>(Samples.Palette),
        "notices" => Of<Notices>(Samples.Notices),
        "bulk" => Of<Bulk>(Samples.Bulk),
        "then" => Of<Then>(Samples.Composer with { Options = [.. Samples.Composer.Options.Skip(1), Samples.Composer.Options[0]] }),
        "sent" => Of<Sent>(Samples.Sent),
        "me" => (typeof(Preferences), []),
        "talk" => Of<Conversation>(Samples.Ticket),
        _ => Of<Ticket>(Samples.Ticket with { Number = 1102, Activity = "1102-5", Subject = "Meeting room screen stays black", Composer = Samples.Composer with { Ticket = 1102, Text = "" } }),
    };

    private static (Type, Dictionary<string, object?>) Of<TPart>(object view)
        where TPart : IComponent => (typeof(TPart), new Dictionary<string, object?> { ["View"] = view });
}
