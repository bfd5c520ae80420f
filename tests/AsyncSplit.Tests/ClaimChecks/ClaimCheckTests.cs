using AsyncSplit.ClaimChecks;
using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Tests.ClaimChecks;

public sealed class ClaimCheckTests : IDisposable
{
    private const int Limit = 4_000;

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"claims-{Guid.NewGuid():N}");

    [Fact]
    public async Task WhatIsLargerThanTheTransportTakesArrivesAllTheSame()
    {
        using var host = CreateHost();
        await host.StartAsync();
        var large = new string('x', 3 * Limit);

        var handle = await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("my_func", large), TextCodec.Instance);
        Assert.Equal($"my({large},read(row({large})))", await handle.GetResultAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        await host.StopAsync();

        // Nothing is left of it, though it was there.
        Assert.True(Directory.Exists(_directory));
        Assert.Empty(Directory.GetFiles(_directory));
    }

    [Fact]
    public async Task WhatFitsIsNotClaimed()
    {
        using var host = CreateHost();
        await host.StartAsync();

        var handle = await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("my_func", "a"), TextCodec.Instance);
        await handle.GetResultAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await host.StopAsync();

        Assert.False(Directory.Exists(_directory));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ABodyThatIsGoneOrAnotherIsNotRun(bool isGone)
    {
        using var host = CreateHost();
        await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("my_func", new string('x', 3 * Limit)), TextCodec.Instance, new ChainStartOptions { ChainId = "lost" });
        var body = Assert.Single(Directory.GetFiles(_directory));
        if (isGone)
        {
            File.Delete(body);
        }
        else
        {
            await File.AppendAllTextAsync(body, " ");
        }

        await host.StartAsync();
        var store = host.Services.GetRequiredService<IChainStore>();
        var chain = await store.WaitAsync("lost", CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        await host.StopAsync();

        Assert.Equal(ChainStatus.Parked, chain.Status);
        Assert.Contains("claim store", chain.ParkedReason, StringComparison.Ordinal);
        await foreach (var deadLetter in store.ListDeadLettersAsync(CancellationToken.None))
        {
            Assert.Equal(DeadLetterKind.MissingBody, deadLetter.Kind);
        }
    }

    [Fact]
    public void WithoutATransportItSaysWhatToDo()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddAsyncSplit(chains => chains.UseClaimChecks(_ => new FileClaimStore(_directory))));
        Assert.Contains("UseInMemory", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private IHost CreateHost() => TestHost.Create(services =>
    {
        services.AddSingleton<IDatabase, Database>();
        services.Replace(ServiceDescriptor.Singleton(provider => new InMemoryChains(provider.GetRequiredService<TimeProvider>()) { MaxEnvelopeBytes = Limit }));
        services.AddAsyncSplit(chains => chains.UseClaimChecks(_ => new FileClaimStore(_directory)));
    });
}
