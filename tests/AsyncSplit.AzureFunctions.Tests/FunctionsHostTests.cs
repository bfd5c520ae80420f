using AsyncSplit.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AsyncSplit.AzureFunctions.Tests;

public sealed class FunctionsHostTests
{
    [Fact]
    public void AProgramThatTheHostHasNotStartedSaysSo()
    {
        var error = Assert.Throws<InvalidOperationException>(() => FunctionsHost.Create([], AddChains, map: null, static _ => null));
        Assert.Contains("FUNCTIONS_CUSTOMHANDLER_PORT", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AStartupWithoutChainsSaysWhatIsMissing()
    {
        var error = Assert.Throws<InvalidOperationException>(() => FunctionsHost.Create([], static _ => { }, map: null, Environment(20)));
        Assert.Contains("AddAsyncSplitCore", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 10)]
    [InlineData(5, 4)]
    [InlineData(1, 1)]
    public async Task WhatFailsIsADeadLetterBeforeTheHostGivesItUp(int maxDequeueCount, int maxDeliveries)
    {
        await using var app = FunctionsHost.Create([], AddChains, map: null, Environment(maxDequeueCount));
        Assert.Equal(maxDeliveries, app.Services.GetRequiredService<IOptions<AsyncSplitOptions>>().Value.MaxDeliveries);
    }

    private static void AddChains(IServiceCollection services) =>
        services.AddAsyncSplitCore(static chains => chains.UseAzureStorage("UseDevelopmentStorage=true", "steps"));

    private static Func<string, string?> Environment(int maxDequeueCount) => name => name switch
    {
        "FUNCTIONS_CUSTOMHANDLER_PORT" => "0",
        "AzureFunctionsJobHost__extensions__queues__maxDequeueCount" => $"{maxDequeueCount}",
        _ => null,
    };
}
