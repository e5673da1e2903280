global using Microsoft.Playwright;
global using Shouldly;
global using Xunit;
global using static Microsoft.Playwright.Assertions;

[assembly: AssemblyFixture(typeof(Headway.BrowserTests.DemoDesk))]

// One desk and one browser for all of them: what one journey writes the next may read.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: TestCaseOrderer(typeof(Headway.BrowserTests.AsWritten))]
[assembly: TestCollectionOrderer(typeof(Headway.BrowserTests.AsWritten))]
