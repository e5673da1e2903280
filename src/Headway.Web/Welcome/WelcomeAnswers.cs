using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Mail;
using Headway.Application.People;
using Headway.Application.Teams;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Web.Doors;
using Headway.Web.Settings;

namespace Headway.Web.Welcome;

/// <summary>
/// Keeps an answer by the use case of its setting. What comes back has a refusal and what was typed, or the people who were invited.
/// </summary>
internal sealed class WelcomeAnswers(ChangeDesk desk, WorkingHours hours, SetTeam setTeam, TeamList teams, InviteStaff invite, MailSettings mail, MailSender sender, TenantDoors tenants)
{
    public Task<WelcomeView> Keep(HttpContext http, WelcomeView view, CancellationToken stop)
    {
        var (caller, form) = (http.Caller(), http.Request.Form);
        return view.Step switch
        {
            1 => Named(caller, form, view, stop),
            2 => Open(caller, form, view, stop),
            3 => Together(caller, form, view, stop),
            4 => Reached(caller, form, view, stop),
            _ => Task.FromResult(view),
        };
    }

    /// <summary>The week as the part of the hours sends it.</summary>
    public static HoursView Week(IFormCollection form) => new([.. WorkingHours.Days.Select(day => new DayHours(
        day,
        [.. Enumerable.Range(0, 12).Select(i => new HourSpan(form[$"span.{day}.{i}.from"].ToString().Trim(), form[$"span.{day}.{i}.to"].ToString().Trim()))
            .Where(span => span.From.Length > 0 || span.To.Length > 0)]))]);

    private async Task<WelcomeView> Named(Caller caller, IFormCollection form, WelcomeView view, CancellationToken stop)
    {
        var typed = new DeskNamed(form["name"].ToString(), form["language"].ToString(), form["zone"].ToString());
        return view with { Desk = typed, Refused = await desk.Do(caller, typed, stop) };
    }

    private async Task<WelcomeView> Open(Caller caller, IFormCollection form, WelcomeView view, CancellationToken stop)
    {
        var typed = new DeskHours(Week(form), form["zone"].ToString().Trim());
        return view with { Hours = typed, Refused = await hours.Set(caller, typed, stop) };
    }

    private async Task<WelcomeView> Together(Caller caller, IFormCollection form, WelcomeView view, CancellationToken stop)
    {
        var typed = Enumerable.Range(0, 12).Where(i => form.ContainsKey($"team.{i}.name")).Select(i => new WelcomeTeam(
            long.TryParse(form[$"team.{i}.id"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0, form[$"team.{i}.name"].ToString().Trim(),
            form[$"team.{i}.people"].ToString(), 0)).ToList();
        var known = await teams.All(caller, stop);
        if (known.Refusal is { } no)
        {
            return view with { Refused = no };
        }

        var calendar = known.Value.First(team => team.IsDesk).Calendar;
        List<WelcomeTeam> kept = [];
        List<WelcomeInvited> invited = [];
        List<WelcomeRefused> left = [];
        Refusal? refused = null;
        foreach (var team in typed)
        {
            if (team.Id == 0 && team.Name.Length == 0 && team.People.Trim().Length == 0)
            {
                continue;
            }

            var before = known.Value.FirstOrDefault(one => one.Id.Value == team.Id);
            var set = before is null
                ? await setTeam.Add(caller, new TeamWish(team.Name, calendar, "Standard", false), stop)
                : await setTeam.Change(caller, before.Id, new TeamWish(team.Name, before.Calendar, before.Mode.ToString(), before.Restricted), stop);
            if (set.Refusal is { } why)
            {
                refused ??= why;
                kept.Add(team);
                continue;
            }

            var again = await Invite(caller, set.Value, team, invited, left, stop);
            kept.Add(team with { Id = set.Value.Value, People = again });
        }

        kept.Add(new WelcomeTeam(0, "", "", 0));
        return view with { Teams = kept, Invited = invited, LeftOut = left, Refused = refused };
    }

    // Answers the lines that are still to be put right.
    private async Task<string> Invite(Caller caller, TeamId team, WelcomeTeam typed, List<WelcomeInvited> invited, List<WelcomeRefused> left, CancellationToken stop)
    {
        List<string> again = [];
        foreach (var line in InviteLines.Read(typed.People))
        {
            var made = line.Person is { } person ? await invite.Do(caller, person, [team], stop) : line.Why ?? PeopleRefusals.EmailInvalid;
            if (made.Refusal is { } no)
            {
                left.Add(new WelcomeRefused(line.Text, no));
                again.Add(line.Text);
            }
            else
            {
                invited.Add(new WelcomeInvited(line.Person?.Name ?? line.Text, typed.Name, made.Value.Link));
            }
        }

        return string.Join('\n', again);
    }

    private async Task<WelcomeView> Reached(Caller caller, IFormCollection form, WelcomeView view, CancellationToken stop)
    {
        if (form["how"] != "now")
        {
            return view;
        }

        var typed = MailTyped.Of(form);
        var before = await mail.Find(caller.Tenant, stop);
        var refused = await mail.Set(caller, typed.Server(form["pass"]), stop);
        if (refused is null && (refused = (await sender.Verify(caller, stop)).Refusal) is not null)
        {
            // Whoever goes on without one is not left with a server that takes nothing.
            await mail.Set(caller, before, stop);
        }

        tenants.Forget();
        return view with { Mail = typed, MailNow = true, Refused = refused };
    }
}
