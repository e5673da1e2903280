using System.CommandLine;
using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Audits.Reading;
using Headway.Application.Desk;
using Headway.Application.Landing;
using Headway.Application.People;
using Microsoft.Extensions.DependencyInjection;

namespace Headway.Cli;

/// <summary><c>headway import FILE</c>: another tool's tickets to work on, with their history; <c>--preview</c> shows the landing plan and changes nothing.</summary>
public static class ImportVerb
{
    public static Command Command()
    {
        var file = new Argument<FileInfo?>("file") { Description = "An export as headway audit reads it.", Arity = ArgumentArity.ZeroOrOne };
        var profile = new Option<string?>("--profile") { Description = "A shipped profile or a JSON file; the best match is taken without it." };
        var zone = new Option<string?>("--zone") { Description = "The time zone of times that carry none." };
        var calendar = new Option<string?>("--calendar") { Description = "Working hours of the desk the export comes from." };
        var source = new Option<string?>("--source") { Description = "What the other desk is called; the same name again goes on where it was. Without it, the profile's name." };
        var teams = new Option<string[]>("--team") { Description = "\"Theirs=Ours\": whose tickets a team of the export are; may be said again. Others go to the team of the same name, else to the Service Desk." };
        var perDay = new Option<string[]>("--per-day") { Description = "Reviews a working day: a number for every team, or \"Ours=number\"; may be said again." };
        var from = new Option<string?>("--from") { Description = "The first day of reviews, as 2026-05-04; the next working day without it." };
        var openOnly = new Option<bool>("--open-only") { Description = "Leave the closed tickets out." };
        var tell = new Option<bool>("--tell-customers") { Description = "Reminders go to customers by themselves at once; otherwise they hear nothing until somebody has progressed their ticket." };
        var preview = new Option<bool>("--preview") { Description = "Show the plan, change nothing." };
        var undo = new Option<long?>("--undo") { Description = "Take the import of that number back, as far as nobody has worked on its tickets." };
        var (json, by, demo) = (Verbs.AsJson(), new Option<string?>("--by") { Description = "In whose name: the e-mail address of an administrator. Without it, the first there is." }, Verbs.OnDemo());
        var command = new Command("import", "Load another tool's tickets to work on.") { file, profile, zone, calendar, source, teams, perDay, from, openOnly, tell, preview, undo, json, by, demo };
        command.SetAction(async (parsed, stop) =>
        {
            if (DeskPlace.Read().Meant(parsed.GetValue(demo)) is not { } at)
            {
                return Verbs.NoDesk();
            }

            await using var database = await DeskPlace.Open(at, stop);
            await using var services = DeskPlace.Read().Services(database);
            var caller = await services.GetRequiredService<Terminal>().Act(null, "import", parsed.GetValue(by), null, stop);
            if (caller.Refusal is { } nobody)
            {
                return Verbs.Fail(Verbs.Refused, nobody.Message);
            }

            if (parsed.GetValue(undo) is { } import)
            {
                var gone = await services.GetRequiredService<LandingBook>().Undo(caller.Value, import, stop);
                return gone.Refusal is { } no ? Verbs.Fail(Verbs.Refused, no.Message) : Verbs.Say(parsed.GetValue(json), new { import, takenBack = gone.Value }, Text($"{gone.Value:N0} tickets were taken back"));
            }

            if (parsed.GetValue(file) is not { } path)
            {
                return Verbs.Fail(Verbs.BadArguments, "name the file to import, or --undo and a number");
            }

            var wishes = Wishes(parsed.GetValue(teams) ?? [], parsed.GetValue(perDay) ?? []) with
            {
                From = LandingDate.Read(parsed.GetValue(from)),
                OpenOnly = parsed.GetValue(openOnly),
                Tell = parsed.GetValue(tell),
                Source = parsed.GetValue(source),
            };
            return await Run(services, caller.Value, path, new ReadingWishes(parsed.GetValue(profile), parsed.GetValue(zone), parsed.GetValue(calendar)) { ProfileMayBeFile = true }, wishes, parsed.GetValue(preview), parsed.GetValue(json), stop);
        });
        return command;
    }

    private static async Task<int> Run(IServiceProvider services, Caller caller, FileInfo path, ReadingWishes reading, LoadWishes wishes, bool preview, bool json, CancellationToken stop)
    {
        var found = LogFile.Find(path.FullName);
        if (found.Refusal is { } unread)
        {
            return Verbs.Fail(path.Exists ? Verbs.Refused : Verbs.BadArguments, unread.Message);
        }

        var understood = LoadTickets.Understand(caller, found.Value, reading, stop: stop);
        if (understood.Refusal is { } not)
        {
            return Verbs.Fail(Verbs.Refused, not.Message);
        }

        var load = services.GetRequiredService<LoadTickets>();
        if (preview)
        {
            var shown = await load.Preview(caller, understood.Value, wishes, stop);
            return shown.Refusal is { } no ? Verbs.Fail(Verbs.Refused, no.Message) : Verbs.Say(json, Shape(shown.Value), Words(shown.Value));
        }

        using var bar = new ProgressLine("loading", 1000);
        var done = await load.Do(caller, understood.Value, wishes, share => bar.Show((long)(share * 1000)), stop);
        bar.Dispose();
        var small = done.IsRefused || json ? null : await services.GetRequiredService<NextSteps>().First(caller, stop);
        return done.Refusal is { } refused
            ? Verbs.Fail(Verbs.Refused, refused.Message)
            : Verbs.Say(json, done.Value, Text($"import {done.Value.Import}: {done.Value.Open:N0} open and {done.Value.Closed:N0} closed tickets loaded, {done.Value.Same:N0} were here, {done.Value.WentOn:N0} went on, {done.Value.Left:N0} left alone") + (small is null ? "" : Environment.NewLine + "the desk works in basic mode with its processes off: \"Next step\" in the settings says what to take up first, and why"));
    }

    private static object Shape(LoadPreview shown) => new
    {
        shown.Source, shown.Open, shown.Closed, shown.Known, shown.Unanswered, shown.Chased, reviews = shown.Plan.Reviews, weeks = shown.Plan.Weeks, perDay = shown.Plan.PerDay,
        teams = shown.Shares.Select(share => new { team = share.Name, share.People, share.Share.Reviews, share.Share.PerDay, first = share.Share.First.ToString("uuuu-MM-dd", null), last = share.Share.Last.ToString("uuuu-MM-dd", null) }),
        unknownTeams = shown.Teams.Where(team => team.Ours is null).Select(team => new { team = team.Theirs, team.Open }),
    };

    private static string Words(LoadPreview shown) => string.Join(Environment.NewLine, new[]
    {
        Text($"{shown.Plan.Reviews:N0} reviews, {shown.Plan.Weeks} weeks, {shown.Plan.PerDay} a day; {shown.Closed:N0} closed tickets with their history, {shown.Known:N0} known already"),
        Text($"  first {shown.Unanswered:N0} whose customers wait for an answer, then {shown.Chased:N0} who asked where it is, then the oldest"),
    }.Concat(shown.Shares.Select(share => Text($"  {share.Name}: {share.Share.Reviews:N0}, {share.Share.PerDay} a day, {share.Share.First:uuuu-MM-dd} to {share.Share.Last:uuuu-MM-dd}")))
        .Concat(shown.Teams.Where(team => team.Ours is null).Take(10).Select(team => team.Theirs.Length == 0 ? Text($"  {team.Open:N0} name no team: they go to the Service Desk") : Text($"  no team \"{team.Theirs}\" here: its {team.Open:N0} go to the Service Desk"))));

    private static LoadWishes Wishes(IEnumerable<string> teams, IEnumerable<string> perDay)
    {
        var days = new Dictionary<string, int>();
        int? each = null;
        foreach (var said in perDay)
        {
            var (team, number) = Split(said);
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1)
            {
                throw new FormatException($"--per-day {said}: say a number, or Team=number");
            }

            if (team.Length == 0)
            {
                each = count;
            }
            else
            {
                days[team] = count;
            }
        }

        return new LoadWishes(teams.Select(Split).ToDictionary(pair => pair.Before, pair => pair.After), days, each);
    }

    private static (string Before, string After) Split(string said) => said.LastIndexOf('=') is >= 0 and var at ? (said[..at].Trim(), said[(at + 1)..].Trim()) : ("", said.Trim());

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
