using NodaTime;

namespace Headway.Domain.Recognition;

/// <summary>Why a piece of a newcomer's work is looked at.</summary>
public enum SampleReason { Share, Sensitive }

/// <summary>
/// Which of a newcomer's activities a colleague looks through: a share of all, and all in sensitive services (identity,
/// access, security). The share falls as the work passes. Who is chosen is decided by the activity's own number, so that
/// nobody chooses and everybody can check.
/// </summary>
public static class Sampling
{
    /// <summary>How long somebody is a newcomer unless set otherwise.</summary>
    public static readonly Duration Newcomer = Duration.FromDays(90);

    private const int FewestChecked = 10;

    /// <summary>One in five at first; one in ten once 85 % passed, one in twenty once 95 % did, of at least ten checked.</summary>
    public static double Share(int passed, int isChecked) =>
        isChecked < FewestChecked ? 0.20 : passed >= isChecked * 0.95 ? 0.05 : passed >= isChecked * 0.85 ? 0.10 : 0.20;

    public static SampleReason? Picks(long ticket, int activity, bool sensitive, double share) =>
        sensitive ? SampleReason.Sensitive : Place(ticket, activity) < share ? SampleReason.Share : null;

    // Spreads neighbouring numbers evenly over 0..1, the same on every machine.
    private static double Place(long ticket, int activity)
    {
        var mixed = unchecked((((ulong)ticket * 0x9E3779B97F4A7C15UL) ^ ((ulong)activity * 0xC2B2AE3D27D4EB4FUL)) * 0xD6E8FEB86659FD93UL);
        mixed ^= mixed >> 32;
        return (mixed & 0xFFFFFF) / (double)0x1000000;
    }

    /// <summary>Words of service names that mark identity, access or security, in both languages of the product.</summary>
    public static bool IsSensitive(string? service) => service is not null && Marks.Any(mark => service.Contains(mark, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] Marks = ["account", "access", "identity", "password", "permission", "security", "konto", "konten", "zugang", "zugriff", "berechtigung", "passwort", "sicherheit"];
}
