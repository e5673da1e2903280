using Xunit.Sdk;
using Xunit.v3;

namespace Headway.BrowserTests;

/// <summary>
/// Classes by name, and their journeys as they stand in the file: they share one desk, so the order must be the same on
/// every machine. The runner's own order follows from where the assembly lies.
/// </summary>
public sealed class AsWritten : ITestCaseOrderer, ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : ITestCase =>
        [.. testCases.OrderBy(one => one.SourceLineNumber ?? 0).ThenBy(one => one.TestCaseDisplayName, StringComparer.Ordinal)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(one => one.TestCollectionDisplayName, StringComparer.Ordinal)];
}
