namespace Headway.Application.Views;

/// <summary>One measure, for the whole and part by part. <paramref name="Marks"/> is what narrows the page, as its address says it.</summary>
public sealed record CutView(string Measure, string By, CutRow Whole, IReadOnlyList<CutRow> Rows, IReadOnlyList<string> Measures, string Marks);

/// <summary>A part with its value, what that is made of, and where the activities behind it are.</summary>
public sealed record CutRow(string Name, string Unit, double? Value, long Of, long Among, string? Href);
