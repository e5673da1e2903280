using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Notifications;
using Headway.Application.Views;
using Headway.Web.Settings;

namespace Headway.Web.Desk;

/// <summary>What stands around every page of the desk: which places there are, what is unread, the demo's bar.</summary>
public sealed record ShellFrame(bool Lead, bool Settings, int Unread, DemoBarView? Demo)
{
    /// <summary>May audit logs.</summary>
    public bool Audits { get; init; }

    /// <summary>May load another tool's tickets.</summary>
    public bool Loads { get; init; }
}

/// <summary>Makes the frame for who asks.</summary>
public sealed class ShellFrames(UnreadQuery unread, WorkListQuery lists, Application.Rota.RotaQuery rota, Layout.Viewer viewer, HostSettings settings, DeskClock clock)
{
    public async Task<ShellFrame> For(Caller caller, CancellationToken stop = default)
    {
        viewer.Rail = viewer.Rail with { Rota = (await rota.Teams(caller, stop)).Count > 0 };
        return new ShellFrame(caller.May(Permission.ReadBoard), SettingsPlaces.For(caller).Count > 0, await unread.Count(caller, stop), await Demo(caller, stop)) { Audits = caller.May(Permission.RunAudits), Loads = caller.May(Permission.LoadTickets) };
    }

    private async Task<DemoBarView?> Demo(Caller caller, CancellationToken stop)
    {
        if (!settings.Demo)
        {
            return null;
        }

        var listed = await lists.Read(caller, new WorkScope(), stop);
        var list = WorkListViews.Of(listed, caller, "mine", "", null);
        var now = listed.Rows.Count(row => row.MajorIncident || row.Due <= listed.Now + NodaTime.Duration.FromHours(1));
        return new DemoBarView(
            clock.Now(caller.Tenant), now, Math.Max(0, list.Counts.Today - now), list.Counts.OpenTickets,
            new PersonView(caller.Person.Value, caller.Name, caller.Email));
    }
}
