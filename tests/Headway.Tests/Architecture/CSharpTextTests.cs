using Shouldly;
using Xunit;

namespace Headway.Tests.Architecture;

public sealed class CSharpTextTests
{
    [Theory]
    [InlineData("a // word\nb", "a        \nb")]
    [InlineData("a /* w\nd */ b", "a     \n     b")]
    [InlineData("f(\"word\")", "f(\"    \")")]
    [InlineData("f(\"a\\\"b\", c)", "f(\"    \", c)")]
    [InlineData("f(@\"a\"\"b\\\", c)", "f(@\"     \", c)")]
    [InlineData("f('\"', c)", "f(   , c)")]
    [InlineData("f($\"a{x}b\")", "f($\" {x} \")")]
    [InlineData("f($\"{{a}}{g(\"b\")}c\")", "f($\"     {g(\" \")} \")")]
    [InlineData("f(\"\"\"a \"b\" c\"\"\", d)", "f(\"\"\"       \"\"\", d)")]
    [InlineData("f($$\"\"\"{a}{{x}}\"\"\", d)", "f($$\"\"\"   {{x}}\"\"\", d)")]
    [InlineData("f(\"\", @class)", "f(\"\", @class)")]
    public void WithoutWords_WhenGivenLiteralsAndComments_KeepsOnlyCode(string text, string code) =>
        CSharpText.WithoutWords(text).ShouldBe(code);
}
