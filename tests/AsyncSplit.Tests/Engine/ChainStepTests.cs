using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Tests.Engine;

/// <summary>What a handler knows of its step, and the transaction that it can write in.</summary>
public sealed class ChainStepTests
{
    [Fact]
    public async Task AHandlerKnowsItsStep()
    {
        ChainStep? seen = null;
        var chain = await RunAsync(_ => seen = ChainStep.Current);

        Assert.Null(ChainStep.Current);
        Assert.Equal((chain.Id, "probe", 1), (seen!.ChainId, seen.EntryPoint, seen.Attempt));
        Assert.NotEmpty(seen.MessageId);
    }

    [Fact]
    public async Task AStoreWithoutTransactionsSaysSo()
    {
        Exception? exception = null;

        await RunAsync(async step => exception = await Record.ExceptionAsync(async () => await step.BeginTransactionAsync()));

        Assert.Contains("UseSqlite", Assert.IsType<NotSupportedException>(exception).Message);
    }

    [Fact]
    public async Task AskedTwiceItIsTheSameAndBegunOnce()
    {
        var store = new Transactions();
        await RunAsync(
            async step => Assert.Same(await step.BeginTransactionAsync(), await step.BeginTransactionAsync()),
            store);

        Assert.Equal(1, store.Begun);
    }

    [Fact]
    public async Task WhatAHandlerHasLeftRunningCannotBeginOne()
    {
        var store = new Transactions();
        ChainStep? left = null;
        await RunAsync(step => left = step, store);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await left!.BeginTransactionAsync());
        Assert.Equal(0, store.Begun);
    }

    private static Task<ChainHandle<string>> RunAsync(Action<ChainStep> probe, IChainCommitter? committer = null) =>
        RunAsync(step => { probe(step); return Task.CompletedTask; }, committer);

    private static async Task<ChainHandle<string>> RunAsync(Func<ChainStep, Task> probe, IChainCommitter? committer = null)
    {
        using var host = TestHost.Create(services =>
        {
            services.AddAsyncSplitCore(chains => chains.Add(new Probe(probe)));
            if (committer is Transactions transactions)
            {
                services.AddSingleton<IChainCommitter>(provider => transactions.Over(provider.GetRequiredService<InMemoryChains>()));
            }
        });
        await host.StartAsync();
        var chain = await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("probe", ""), TextCodec.Instance);
        Assert.Equal("done", await chain.GetResultAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        await host.StopAsync();
        return chain;
    }

    private sealed class Probe(Func<ChainStep, Task> probe) : IChainables
    {
        public void Register(ChainRegistry registry) => registry.AddStart(
            "probe",
            null,
            TextCodec.Instance,
            async _ =>
            {
                await probe(ChainStep.Current!);
                return Step.Return("done");
            });
    }

    /// <summary>A store whose transactions nobody writes in.</summary>
    private sealed class Transactions : IChainCommitter, IStepTransactions
    {
        private IChainCommitter? _committer;

        public int Begun { get; private set; }

        public int MaxEnvelopeBytes => _committer!.MaxEnvelopeBytes;

        public IChainCommitter Over(IChainCommitter committer)
        {
            _committer = committer;
            return this;
        }

        public ValueTask<StepTransaction> BeginAsync(Delivery delivery)
        {
            Begun++;
            return new ValueTask<StepTransaction>(new StepTransaction(null!, null!));
        }

        public ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken) =>
            _committer!.CommitAsync(delivery, commit, cancellationToken);
    }
}
