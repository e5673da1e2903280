using Headway.Application.Access;
using Headway.Domain;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Components;

namespace Headway.Web.Settings;

/// <summary>What stands around a page of the settings: the desk's shell and the places the caller may go to.</summary>
public sealed record SettingsView(ShellFrame Shell, IReadOnlyList<SettingsGroup> Groups);

/// <summary>Draws the pages of the settings in their frame.</summary>
public sealed class SettingsDoor(ShellFrames frames)
{
    public async Task<SettingsView> Frame(Caller caller, CancellationToken stop = default) =>
        new(await frames.For(caller, stop), SettingsPlaces.For(caller));

    /// <summary>The page, in its frame, with whatever else it shows; as the answer to <paramref name="refused"/> when there is one.</summary>
    public async Task<IResult> Page<TPage>(HttpContext http, Refusal? refused, params (string Name, object? Value)[] with)
        where TPage : IComponent =>
        Draw.Page<TPage>(
            refused is null ? StatusCodes.Status200OK : Draw.StatusOf(refused),
            [("Frame", await Frame(http.Caller(), http.RequestAborted)), .. with]);

    /// <summary>Back to a page of the settings, which says in one line what was done.</summary>
    public static IResult Done(string page, string what) => Results.Redirect($"{page}?done={what}");

    /// <summary>The designed page for somebody who may not be here, or for something that is not there.</summary>
    public static IResult No(Refusal refusal) => Draw.No(refusal);
}
