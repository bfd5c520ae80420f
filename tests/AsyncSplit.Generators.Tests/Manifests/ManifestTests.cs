using System.Text.Json;
using AsyncSplit.Generators.Tests.Harness;

namespace AsyncSplit.Generators.Tests.Manifests;

public sealed class ManifestTests
{
    [Fact]
    public void TheShop() => Snapshot.Verify(Run().File("Manifest.g.cs"));

    [Fact]
    public void TheMethodsOfAManagedRuntime() => Snapshot.Verify(WithHost(Shop.LambdaHost).File("LambdaHandlers.g.cs"));

    [Fact]
    public void WithoutOneStartupThereAreNoMethodsForAManagedRuntime()
    {
        Assert.DoesNotContain("LambdaHandlers.g.cs", WithHost(Shop.LambdaHost.Replace("public sealed class Startup", "internal sealed class Startup", StringComparison.Ordinal)).Files.Keys);
        Assert.DoesNotContain("LambdaHandlers.g.cs", WithHost(Shop.LambdaHost + " namespace Shop { public sealed class Second : AsyncSplit.Hosting.IFunctionStartup { public void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { } } }").Files.Keys);
    }

    [Fact]
    public void WithoutTheLambdaPackageThereAreNone() => Assert.DoesNotContain("LambdaHandlers.g.cs", Run().Files.Keys);

    [Theory]
    [InlineData("Note(payment);", "Note(payment + payment);")] // neither what is captured nor what is called
    [InlineData("// Says what happened.", "// Says it.")]
    public void AnEditThatChangesNothingOfItKeepsTheManifestUnwritten(string text, string replacement)
    {
        var run = Run().Edit(text, replacement);
        Assert.Equal(0, run.Steps.Changes(TrackingNames.Manifest));
        Assert.DoesNotContain("Manifest.g.cs", run.Steps.WrittenFiles());
    }

    [Theory]
    [InlineData("return new Receipt(order.Id, payment);", "return new Receipt(order.Id, payment + quote.Sku);")] // captures more
    [InlineData("await payments.RefundAsync(payment);", "await payments.ChargeAsync(payment, 1);")] // calls another
    [InlineData("[Chainable]\n    public async Task CancelAsync", "[Chainable, Deploy(MemoryMb = 256)]\n    public async Task CancelAsync")]
    public void ItFollowsWhatIsCapturedCalledAndDeployed(string text, string replacement) =>
        Assert.Equal(1, Run().Edit(text, replacement).Steps.Changes(TrackingNames.Manifest));

    [Fact]
    public void MovedLinesDoNotChangeWhichMethodsThereAre() =>
        Assert.Equal(0, WithHost(Shop.LambdaHost).Edit("namespace Shop;\n", "namespace Shop;\n\n\n").Steps.Changes(TrackingNames.LambdaHandlers));

    [Fact]
    public void WhatStandsOnTheMethodComesBeforeWhatStandsOnTheTypeValueByValue()
    {
        var run = GeneratorRun.Of("""
            [Deploy(MemoryMb = 256, TimeoutSeconds = 10)]
            public partial class Outer
            {
                [Deploy(MaxConcurrency = 5)]
                public partial class Orders
                {
                    [Chainable, Deploy(TimeoutSeconds = 20)]
                    public async Task GoAsync() => await Task.Yield();
                }
            }
            """);
        Assert.Contains("""
            "deploy":{"MaxConcurrency":5,"MemoryMb":256,"TimeoutSeconds":20}
            """, run.File("Manifest.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void SharedRestsCallWhatTheyCallForEachWhoGoesOnWithThem()
    {
        var run = Shop.Split("""
            [Chainable]
            public async Task GoAsync(int n)
            {
                if (n > 0)
                {
                    await Task.Delay(n);
                }
                else
                {
                    await Task.Yield();
                }

                log.Write("one");
                log.Write("two");
                log.Write("three");
                log.Write("four");
                log.Write("five");
                log.Write("six");
                await payments.RefundAsync("x");
                log.Write("done");
            }
            """);
        Assert.Equal(["IPayments.RefundAsync"], Calls(run, "Orders.GoAsync@Delay"));
        Assert.Equal(["IPayments.RefundAsync"], Calls(run, "Orders.GoAsync@Yield"));
        Assert.Empty(Calls(run, "Orders.GoAsync"));
    }

    private static IEnumerable<string> Calls(GeneratorRun run, string id)
    {
        var start = "[assembly: global::System.Reflection.AssemblyMetadataAttribute(\"AsyncSplit.Chainable\", \"\"\"";
        var entries = run.File("Manifest.g.cs").Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line[start.Length..^5]).RootElement);
        var point = entries.Where(entry => entry.TryGetProperty("entryPoints", out _)).SelectMany(entry => entry.GetProperty("entryPoints").EnumerateArray()).Single(point => point.GetProperty("id").GetString() == id);
        return point.TryGetProperty("calls", out var calls) ? calls.EnumerateArray().Select(call => call.GetString()!) : [];
    }

    private static GeneratorRun Run() => GeneratorRun.Of(("Orders.cs", Shop.Orders), ("Contracts.cs", Shop.Contracts));

    private static GeneratorRun WithHost(string host) => GeneratorRun.Of(("Orders.cs", Shop.Orders), ("Contracts.cs", Shop.Contracts), ("Host.cs", host));
}
