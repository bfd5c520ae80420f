using AsyncSplit.Hosting;
using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Protection;
using AsyncSplit.Security;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Tests.Protection;

public sealed class KeyRotationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatIsInFlightGoesOnWhileTheKeysAreRotated(bool encrypts)
    {
        var store = new InMemoryChains(TimeProvider.System);
        await StartAsync(store, ProtectedHost.Protect(encrypts, keys: [ProtectedHost.Key]), "old");
        await StartAsync(store, ProtectedHost.Protect(encrypts, keys: [ProtectedHost.NewKey, ProtectedHost.Key]), "new");

        // A process that has not got so far knows the new key already, and does not sign with it.
        Assert.Equal("my(old,read(row(old)))", await EndAsync(store, ProtectedHost.Protect(encrypts, keys: [ProtectedHost.Key, ProtectedHost.NewKey]), "old"));
        Assert.Equal("my(new,read(row(new)))", await EndAsync(store, ProtectedHost.Protect(encrypts, keys: [ProtectedHost.NewKey, ProtectedHost.Key]), "new"));

        // Nothing is left that the old one has signed.
        await StartAsync(store, ProtectedHost.Protect(encrypts, keys: [ProtectedHost.NewKey, ProtectedHost.Key]), "last");
        Assert.Equal("my(last,read(row(last)))", await EndAsync(store, ProtectedHost.Protect(encrypts, keys: [ProtectedHost.NewKey]), "last"));
        Assert.Empty(store.DeadLetters());
    }

    [Fact]
    public async Task AResultWhoseKeyIsGoneSaysSo()
    {
        var store = new InMemoryChains(TimeProvider.System);
        await StartAsync(store, ProtectedHost.Protect(encrypts: true), "old");
        await EndAsync(store, ProtectedHost.Protect(encrypts: true), "old");

        Assert.Contains("key", (await Assert.ThrowsAsync<InvalidOperationException>(() => EndAsync(store, ProtectedHost.Protect(encrypts: true, keys: [ProtectedHost.NewKey]), "old"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatIsSignedWithARetiredKeyIsRefusedAndGoesOnWhenTheKeyIsBack(bool encrypts)
    {
        var store = new InMemoryChains(TimeProvider.System);
        await StartAsync(store, ProtectedHost.Protect(encrypts, keys: [ProtectedHost.Key]), "late");
        using (var host = ProtectedHost.Create(ProtectedHost.Protect(encrypts, keys: [ProtectedHost.NewKey]), store))
        {
            await host.StartAsync();
            var refused = await RefusedAsync(store);
            await host.StopAsync();
            Assert.Equal(DeadLetterKind.NotAuthentic, refused.Kind);
            Assert.Equal(ChainStatus.Running, store.Find("late")!.Status);
            var administration = host.Services.GetRequiredService<IChainAdministration>();
            Assert.False((await administration.FindDeadLetterAsync(refused.MessageId))!.CanBeRedriven);
            await Assert.ThrowsAsync<InvalidOperationException>(() => administration.RedriveAsync(refused.MessageId));
        }

        using var mended = ProtectedHost.Create(ProtectedHost.Protect(encrypts, keys: [ProtectedHost.NewKey, ProtectedHost.Key]), store);
        await mended.StartAsync();
        await mended.Services.GetRequiredService<IChainAdministration>().RedriveAsync(Assert.Single(store.DeadLetters()).MessageId);
        Assert.Equal("my(late,read(row(late)))", await mended.Services.GetRequiredService<IChainClient>().GetChain("late", TextCodec.Instance).GetResultAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        await mended.StopAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ItIsIntroducedWhileChainsAreInFlight(bool encrypts)
    {
        var store = new InMemoryChains(TimeProvider.System);
        var understood = ProtectedHost.Protect(encrypts, EnvelopeProtectionStage.Understood);
        var written = ProtectedHost.Protect(encrypts, EnvelopeProtectionStage.Written);

        // Between each stage and the next one, both are at work.
        await StartAsync(store, _ => { }, "first");
        Assert.Equal("my(first,read(row(first)))", await EndAsync(store, understood, "first"));
        await StartAsync(store, understood, "second");
        Assert.Equal("my(second,read(row(second)))", await EndAsync(store, _ => { }, "second"));
        await StartAsync(store, written, "third");
        Assert.Equal("my(third,read(row(third)))", await EndAsync(store, understood, "third"));
        await StartAsync(store, understood, "fourth");
        Assert.Equal("my(fourth,read(row(fourth)))", await EndAsync(store, written, "fourth"));
        await StartAsync(store, written, "fifth");
        Assert.Equal("my(fifth,read(row(fifth)))", await EndAsync(store, ProtectedHost.Protect(encrypts), "fifth"));
        Assert.Empty(store.DeadLetters());
    }

    [Fact]
    public async Task AProcessThatIsNotSetUpForItParksTheChain()
    {
        var store = new InMemoryChains(TimeProvider.System);
        await StartAsync(store, ProtectedHost.Protect(encrypts: false), "unset");

        await Assert.ThrowsAsync<ChainParkedException>(() => EndAsync(store, _ => { }, "unset"));

        var refused = Assert.Single(store.DeadLetters());
        Assert.Equal(DeadLetterKind.NotAuthentic, refused.Kind);
        Assert.Contains("SignEnvelopes", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsSignedIsReadWhereEnvelopesAreEncrypted()
    {
        var store = new InMemoryChains(TimeProvider.System);
        await StartAsync(store, ProtectedHost.Protect(encrypts: false), "signed");

        Assert.Equal("my(signed,read(row(signed)))", await EndAsync(store, ProtectedHost.Protect(encrypts: true), "signed"));
    }

    private static async Task StartAsync(InMemoryChains store, Action<AsyncSplitBuilder> protect, string chainId)
    {
        using var host = ProtectedHost.Create(protect, store);
        await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("my_func", chainId), TextCodec.Instance, new ChainStartOptions { ChainId = chainId });
    }

    private static async Task<string> EndAsync(InMemoryChains store, Action<AsyncSplitBuilder> protect, string chainId)
    {
        using var host = ProtectedHost.Create(protect, store);
        await host.StartAsync();
        try
        {
            return await host.Services.GetRequiredService<IChainClient>().GetChain(chainId, TextCodec.Instance).GetResultAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
        finally
        {
            await host.StopAsync();
        }
    }

    private static async Task<DeadLetter> RefusedAsync(InMemoryChains store)
    {
        for (var tries = 0; store.DeadLetters().Count == 0 && tries < 500; tries++)
        {
            await Task.Delay(10);
        }

        return Assert.Single(store.DeadLetters());
    }
}
