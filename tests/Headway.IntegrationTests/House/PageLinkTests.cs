using System.Text.RegularExpressions;
using Headway.Application.Storage;
using Headway.IntegrationTests.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.House;

/// <summary>No page links to an address that nothing answers: a dead link is seen by nobody until somebody needs it.</summary>
public sealed partial class PageLinkTests
{
    private const string Anything = "*", Value = "";

    /// <summary>Values that are words of an address and no numbers.</summary>
    private static readonly string[] Words = ["@name", "@raise", "@Address", "/demo/as/"];

    [Fact]
    public async Task Links_When_TheyStandInAPage_Then_SomethingAnswersThem()
    {
        await using var world = await World.Make(Engine.Sqlite);
        var answered = world.Endpoints
            .Where(one => one.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true)
            .Select(one => one.RoutePattern.PathSegments.Select(Segment).ToList())
            .Where(pattern => pattern.Count > 0)
            .ToList();
        var links = Pages().SelectMany(page => Link().Matches(page.Text).Select(match => (page.Name, To: match.Groups[1].Value)))
            .Where(link => !Words.Any(word => link.To.Contains(word, StringComparison.Ordinal)))
            .Select(link => (link.Name, To: Expression().Replace(link.To, "1"))).ToList();

        links.Count.ShouldBeGreaterThan(200);
        links.Where(link => !IsAnswered(answered, link.To)).Select(link => $"{link.Name}: {link.To}").Distinct().ShouldBeEmpty();
        IsAnswered(answered, "/tickets/1").ShouldBeFalse("the test would not see a dead link");
    }

    private static bool IsAnswered(IReadOnlyList<IReadOnlyList<string>> patterns, string address)
    {
        var segments = address.Split('?', '#')[0].Trim('/').Split('/');
        return address.Split('?', '#')[0] == "/" || patterns.Any(pattern =>
            pattern.Count == segments.Length && pattern.Zip(segments).All(pair => pair.First switch
            {
                Anything => true,
                Value => pair.Second.All(char.IsAsciiDigit),
                var word => word == pair.Second,
            }));
    }

    private static string Segment(RoutePatternPathSegment segment) =>
        !segment.IsSimple ? Anything : segment.Parts[0] is RoutePatternLiteralPart word ? word.Content : Value;

    private static IEnumerable<(string Name, string Text)> Pages()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Headway.slnx")))
        {
            at = at.Parent;
        }

        return Directory.EnumerateFiles(Path.Combine(at.FullName, "src/Headway.Web"), "*.razor", SearchOption.AllDirectories).Select(file => (Path.GetFileName(file), File.ReadAllText(file)));
    }

    // What is put together from more than one value is left to the browser's journeys.
    [GeneratedRegex("href=\"(/[^\"?#(]*?)(?:[?#][^\"]*)?\"", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"@[\w.]+", RegexOptions.CultureInvariant)]
    private static partial Regex Expression();
}
