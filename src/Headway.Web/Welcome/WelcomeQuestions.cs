using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Mail;
using Headway.Application.Teams;
using Headway.Web.Settings;

namespace Headway.Web.Welcome;

/// <summary>Fills a question with what the desk knows already, where nothing was typed.</summary>
internal sealed class WelcomeQuestions(ChangeDesk desk, WorkingHours hours, TeamList teams, MailSettings mail, TenantDoors tenants)
{
    public async Task<WelcomeView> Known(Caller caller, WelcomeView view, CancellationToken stop)
    {
        var named = await desk.Read(caller, stop);
        switch (view.Step)
        {
            case 1:
                return view with { Desk = view.Desk ?? (named.IsRefused ? null : named.Value) };
            case 2:
                var week = await hours.Read(caller, stop);
                return view with { Hours = view.Hours ?? (week.IsRefused ? null : week.Value) };
            case 3:
                var all = await teams.All(caller, stop);
                var there = all.IsRefused ? [] : all.Value.Where(team => team.Active).ToList();
                return view.Teams.Count > 0
                    ? view
                    : view with { Teams = [.. there.Select(team => new WelcomeTeam(team.Id.Value, team.Name, "", team.Members)), new WelcomeTeam(0, "", "", 0)] };
            case 4:
                var server = await mail.Find(caller.Tenant, stop);
                return view with
                {
                    Mail = view.Mail ?? MailTyped.Of(server, named.IsRefused ? "" : named.Value.Name),
                    MailNow = view.MailNow || server is not null,
                    HasPassword = server?.Pass is not null,
                    Mailed = await tenants.SendsMail(caller.Tenant, stop),
                };
            default:
                return view;
        }
    }
}
