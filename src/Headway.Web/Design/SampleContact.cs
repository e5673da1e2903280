using Headway.Application.Views;

namespace Headway.Web.Design;

public static partial class Samples
{
    public static ReturnView Return => new(1204, 17, "Sam", [new Choice("Applications", "Applications")]);

    public static TimesView Times => new(1204, 17, "Ann", TimeOptions, [Nia, Lee], false, null);

    public static OutcomeView Outcome => new(1204, 17, new AgreedView(At(12, 10, 30), At(12, 11, 0), Sam, "call", true, true), "Ann", TimeOptions);

    private static IReadOnlyList<TimeOption> TimeOptions => [new("1-2-3", At(12, 14, 0), At(12, 14, 30), "Sam"), new("2-3-3", At(13, 9, 0), At(13, 9, 30), "Kim")];
}
