using Shouldly;
using Xunit;

namespace Headway.Tests.Architecture;

public sealed class PackagingTests
{
    private static readonly SourceFile[] Small =
    [
        new("src/Headway.Cli/ServeVerb.cs", "new Option<bool>(\"--empty\")"), new("src/Headway.Web/HealthPage.cs", "routes.MapGet(\"/healthz\", 1)"),
        new("docs/operations/environment.md", "| `HEADWAY_DATA` |"), new("src/a.txt", ""),
    ];

    [Fact]
    public void Image_OfTheTree_NamesWhatThereIs()
    {
        var image = Of(PackagingRules.Image);
        PackagingRules.Copies(image, Tree.Files).Concat(PackagingRules.Verbs(image, Tree.Files)).Concat(PackagingRules.Explained(image, Tree.Files)).Concat(PackagingRules.Modest(image, Tree.Files)).ShouldBeNone();
    }

    [Fact]
    public void Unit_OfTheTree_NamesWhatThereIsAndGivesNothingAway()
    {
        var unit = Of(PackagingRules.Unit);
        PackagingRules.Verbs(unit, Tree.Files).Concat(PackagingRules.Explained(unit, Tree.Files)).Concat(PackagingRules.Explained(Of(PackagingRules.Settings), Tree.Files)).Concat(PackagingRules.Guarded(unit)).ShouldBeNone();
        unit.Text.ShouldContain("EnvironmentFile=-/etc/headway/headway.env");
    }

    [Fact]
    public void Copies_WhenOneIsGone_AreNamed()
    {
        PackagingRules.Copies(new("Containerfile", "FROM x AS built\nCOPY src src\nCOPY --from=built /a /b\n"), Small).ShouldBeNone();
        PackagingRules.Copies(new("Containerfile", "COPY src gone ./\n"), Small).ShouldName("Containerfile");
        PackagingRules.Copies(new("Containerfile", "COPY --from=gone /a /b\n"), Small).ShouldName("Containerfile");
    }

    [Theory]
    [InlineData("CMD [\"serve\", \"--empty\"]", true)]
    [InlineData("ExecStart=/opt/headway/headway serve --empty", true)]
    [InlineData("CMD [\"serve\", \"--full\"]", false)]
    [InlineData("ExecStart=/opt/headway/headway start", false)]
    public void Verbs_WhenOneIsUnknown_AreNamed(string line, bool known) => PackagingRules.Verbs(new("unit", line + "\n"), Small).Any().ShouldBe(!known);

    [Fact]
    public void Variables_WhenOneIsNotExplained_AreNamed()
    {
        PackagingRules.Explained(new("unit", "Environment=HEADWAY_DATA=/x\n"), Small).ShouldBeNone();
        PackagingRules.Explained(new("unit", "Environment=HEADWAY_SECRET=1\n"), Small).ShouldName("unit");
    }

    [Fact]
    public void Rights_WhenTheyAreTakenBack_AreNamed()
    {
        var (unit, image) = (Of(PackagingRules.Unit), Of(PackagingRules.Image));
        PackagingRules.Guarded(unit with { Text = unit.Text.Replace("\nUser=headway", "\nUser=root", StringComparison.Ordinal) }).ShouldName(PackagingRules.Unit);
        PackagingRules.Guarded(unit with { Text = unit.Text.Replace("\nNoNewPrivileges=yes", "", StringComparison.Ordinal) }).ShouldName(PackagingRules.Unit);
        PackagingRules.Modest(image with { Text = image.Text.Replace("\nUSER headway", "", StringComparison.Ordinal) }, Tree.Files).ShouldName(PackagingRules.Image);
        PackagingRules.Modest(image with { Text = image.Text.Replace("/healthz", "/health", StringComparison.Ordinal) }, Tree.Files).ShouldName(PackagingRules.Image);
        PackagingRules.Modest(image with { Text = image.Text.Replace("VOLUME /data", "VOLUME /d", StringComparison.Ordinal) }, Tree.Files).ShouldName(PackagingRules.Image);
    }

    private static SourceFile Of(string path) => Tree.Files.Single(file => file.Path == path);
}
