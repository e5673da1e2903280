using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Domain;
using Headway.Domain.Statuses;

namespace Headway.Application.Statuses;

/// <summary>Changes a status' standing, the words for it, or both: all of it or nothing.</summary>
public sealed class ChangeStatus(SettingsChange settings)
{
    /// <param name="caller">An administrator.</param>
    /// <param name="code">Which status.</param>
    /// <param name="standing">How it is to stand; null leaves that as it is.</param>
    /// <param name="words">The words by language; null leaves them.</param>
    /// <param name="stop">Gives up before anything is changed.</param>
    public Task<Refusal?> Do(Caller caller, StatusCode code, StatusStanding? standing, IReadOnlyList<WordingDraft>? words, CancellationToken stop = default) =>
        settings.Make(caller, Permission.ManageSettings, stop, [
            .. standing is { } wish ? [SetStanding.Part(caller, code, wish, null)] : Array.Empty<SettingPart>(),
            .. words is { } said ? [ChangeWording.Part(caller, code, said, null)] : Array.Empty<SettingPart>(),
        ]);
}
