using System.Text.Json;
using AsyncSplit.Build.Tests.Harness;
using AsyncSplit.Generators.Tests.Harness;

namespace AsyncSplit.Build.Tests.Manifests;

public sealed class ChainsFileTests
{
    [Fact]
    public void TheShop()
    {
        using var application = BuiltApplication.Of(Sources.Shop);
        Snapshot.Verify(application.Files["chains.json"], extension: "json");
    }

    [Fact]
    public void WithoutAHostThereIsTheManifestAlone()
    {
        using var application = new BuiltApplication();
        Assert.True(application.Build(_ => { }, Sources.Shop));
        Assert.Equal(["chains.json"], application.Files.Keys);
    }

    [Fact]
    public void WithoutHandlersThereIsNothing()
    {
        using var application = new BuiltApplication();
        Assert.True(application.Build(_ => { }, ("Program.cs", "public sealed class Nothing;")));
        Assert.Empty(application.Files);
    }

    [Fact]
    public void TheHandlersOfReferencedAssembliesAreInIt()
    {
        using var application = new BuiltApplication();
        application.Reference("AsyncSplit.AwsLambda", ("Lambda.cs", Sources.LambdaPackage));
        application.Reference("Library", Sources.Shop[1], Sources.Shop[2]);
        Assert.True(application.Build(task => task.Runtime = "dotnet10", Sources.Shop[0]));

        using var chains = JsonDocument.Parse(application.Files["chains.json"]);
        Assert.Contains("Orders.PlaceAsync", chains.RootElement.GetProperty("chainables").EnumerateArray().Select(chainable => chainable.GetProperty("name").GetString()));

        // The application's assembly has the methods that start them.
        Assert.Contains("Shop::AsyncSplit.Generated.LambdaHandlers::Orders_PlaceAsync", application.StreamHandlers());
        Assert.Contains("Handler: Shop::AsyncSplit.Generated.LambdaHandlers::Orders_PlaceAsync", application.Files["template.yaml"], StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameInputGivesTheSameBytes()
    {
        using var first = BuiltApplication.Of(Sources.Shop);
        using var second = BuiltApplication.Of([.. Sources.Shop.Reverse()]);
        Assert.Equal(first.Files, second.Files);
        Assert.All(first.Files.Values, file => Assert.DoesNotContain('\r', file));
    }

    [Fact]
    public void TheAssemblyIsNotKeptOpen()
    {
        using var application = BuiltApplication.Of(Sources.Shop);
        using var _ = new FileStream(Path.Combine(application.Folder, "Shop.dll"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }
}
