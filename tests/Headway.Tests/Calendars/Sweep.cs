using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Xunit;

namespace Headway.Tests.Calendars;

/// <summary>
/// Runs a property over generated cases. The seed is fixed, so a run is the same everywhere; HEADWAY_SEED sets another.
/// It is printed on success and stands in the message of a failure.
/// </summary>
internal static class Sweep
{
    private const ulong FixedSeed = 20261121;

    public static void Over<T>(Gen<T> cases, int count, Action<T> holds)
    {
        var given = Environment.GetEnvironmentVariable("HEADWAY_SEED");
        var seed = given is null ? FixedSeed : ulong.Parse(given, CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"HEADWAY_SEED={seed}, {count} cases");
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None)));
        try
        {
            Check.One(config, Prop.ForAll(cases.ToArbitrary(), holds));
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"HEADWAY_SEED={seed}: {failure.Message}", failure);
        }
    }
}
