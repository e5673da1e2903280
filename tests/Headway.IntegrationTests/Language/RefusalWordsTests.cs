using System.Reflection;
using Headway.Application.Access;
using Headway.Domain;
using Headway.Web.Language;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Language;

/// <summary>Whoever reads German is refused in German: every "no" that a page can show has its sentence.</summary>
public sealed class RefusalWordsTests
{
    /// <summary>What only programs and terminals are told, whose language is English.</summary>
    private static readonly string[] NotOnPages =
    [
        "request.", "mcp.", "scenario.", "restore.", "key.", "user.", "token.", "access.token-needed", "access.only-reads", "storage.newer", "storage.migration-",
    ];

    [Fact]
    public void Refusal_When_APageCanShowIt_Then_ItIsSaidInGerman()
    {
        var german = Words.Of("de");

        Refusals().Where(no => !NotOnPages.Any(prefix => no.Code.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(no => no.Code).Distinct().Where(code => german.Maybe($"refusal.{code}") is null).Order(StringComparer.Ordinal)
            .ShouldBeEmpty("say these in refusals.de.json (refusal.CODE), or in a file of your own topic");
    }

    [Fact]
    public void Sentence_When_ItsRefusalIsGone_Then_ItGoesToo()
    {
        var codes = Refusals().Select(no => no.Code).ToHashSet();

        Words.Of("de").Keys.Where(key => key.StartsWith("refusal.", StringComparison.Ordinal)).Select(key => key["refusal.".Length..])
            .Where(code => !codes.Contains(code)).ShouldBeEmpty();
    }

    private static List<Refusal> Refusals()
    {
        List<Refusal> all =
        [
            .. new[] { typeof(Refusal).Assembly, typeof(Caller).Assembly, typeof(Words).Assembly }
                .SelectMany(assembly => assembly.GetTypes()).Where(type => type.Name.EndsWith("Refusals", StringComparison.Ordinal))
                .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
                .Where(field => field.FieldType == typeof(Refusal)).Select(field => (Refusal)field.GetValue(null)!),
        ];
        all.Count.ShouldBeGreaterThan(100);
        return all;
    }
}
