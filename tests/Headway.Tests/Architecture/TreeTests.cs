using Xunit;

namespace Headway.Tests.Architecture;

public sealed class TreeTests
{
    [Fact]
    public void Places_OfTheTree_AreNobodysOwn() => TreeRules.Places(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("cd /wo" + "rk/main && ./test")]
    [InlineData("see /ho" + "me/sam/notes.txt")]
    [InlineData("\"resolved\": \"https://reg" + "istry.npmjs.org/htmx.org\"")]
    public void Places_WhenOneMachineIsMeant_AreNamed(string text) => TreeRules.Places([new("docs/a.md", text)]).ShouldName("docs/a.md");

    [Fact]
    public void Places_WhenAnAddressOnlyLooksLikeOne_AreNotNamed() =>
        TreeRules.Places([new("docs/a.md", "https://example.org/work/list, src/work/a, `${root}/home/x/`")]).ShouldBeNone();

    [Fact]
    public void PutOff_OfTheTree_IsNothing() => TreeRules.PutOff(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("// TO" + "DO later")]
    [InlineData("throw new NotImplemented" + "Exception();")]
    public void PutOff_WhenSomethingIs_IsNamed(string text) => TreeRules.PutOff([new("src/a.cs", text)]).ShouldName("src/a.cs");

    [Fact]
    public void Versions_OfTheTree_AreExactAndLocked() => TreeRules.Versions(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("src/A/A.csproj", "<PackageReference Include=\"NodaTime\" Version=\"3.3.7\" />")]
    [InlineData("Directory.Packages.props", "<PackageVersion Include=\"NodaTime\" Version=\"3.*\" />")]
    [InlineData("Directory.Packages.props", "<PackageVersion Include=\"NodaTime\" Version=\"[3.0,4.0)\" />")]
    [InlineData("src/a/package.json", "{ \"dependencies\": { \"nodemailer\": \"^10.6.0\" } }")]
    [InlineData("src/a/package.json", "{ \"devDependencies\": { \"a\": \"1.0.0\", \"esbuild\": \"latest\" } }")]
    public void Versions_WhenOneFloats_AreNamed(string path, string text) =>
        TreeRules.Versions([new(path, text), new("src/A/packages.lock.json", ""), new("src/a/package-lock.json", "")]).ShouldName(path);

    [Theory]
    [InlineData("src/A/A.csproj")]
    [InlineData("src/a/package.json")]
    public void Versions_WhenNothingLocksThem_AreNamed(string path) => TreeRules.Versions([new(path, "")]).ShouldName(path);

    [Fact]
    public void Strictness_OfTheTree_IsSetOnceForAll() => TreeRules.Strictness(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("Directory.Build.props", "<Project />")]
    [InlineData("src/A/A.csproj", "<Nullable>disable</Nullable>")]
    [InlineData("src/A/A.csproj", "<TreatWarningsAsErrors>false</TreatWarningsAsErrors>")]
    public void Strictness_WhenAProjectLoosensIt_IsNamed(string path, string text) => TreeRules.Strictness([new(path, text)]).ShouldName(path);
}
