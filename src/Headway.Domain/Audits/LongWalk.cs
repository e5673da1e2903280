using System.Runtime.CompilerServices;

namespace Headway.Domain.Audits;

/// <summary>What goes over millions of events is over before the runtime would compile it a second time: it is compiled well at once.</summary>
public static class LongWalk
{
    public const MethodImplOptions AtOnce = MethodImplOptions.AggressiveOptimization;
}
