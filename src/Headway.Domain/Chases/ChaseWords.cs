using Headway.Domain.Tickets;

namespace Headway.Domain.Chases;

/// <summary>The codes under which findings, grounds and causes are written for others (contracts, API, exports).</summary>
public static class ChaseWords
{
    /// <summary>What leads to chases, as shipped: what a desk learns from. Codes, named in the reader's language by the pages.</summary>
    public static readonly IReadOnlyList<string> Causes =
        ["slow-response", "no-promise", "promise-missed", "communication-failed", "wrong-priority", "bounced", "other"];

    /// <summary>A cause as the ledger keeps it: a code of the list, since words have no place there; what is not on it is something else.</summary>
    public static string? Cause(string? given)
    {
        var code = (given ?? "").Trim().ToLowerInvariant().Replace(' ', '-').Replace('_', '-');
        return code.Length == 0 ? null : Causes.Contains(code) ? code : "other";
    }

    public static string Code(this ChaseGround ground) => ground switch
    {
        ChaseGround.TooSlowAtFirst => "a",
        ChaseGround.UnmetSinceThen => "b",
        _ => "c",
    };

    public static string Code(this ChaseFinding finding) => finding switch
    {
        ChaseFinding.Valid => "true",
        ChaseFinding.NotValid => "false",
        _ => "not-a-chase",
    };

    /// <summary>Null when it is none of the three.</summary>
    public static ChaseGround? Ground(string code) => code switch
    {
        "a" => ChaseGround.TooSlowAtFirst,
        "b" => ChaseGround.UnmetSinceThen,
        "c" => ChaseGround.TargetMissed,
        _ => null,
    };

    public static ChaseFinding? Finding(string code) => code switch
    {
        "true" => ChaseFinding.Valid,
        "false" => ChaseFinding.NotValid,
        "not-a-chase" => ChaseFinding.NotAChase,
        _ => null,
    };
}
