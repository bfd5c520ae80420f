using AsyncSplit.ClaimChecks;
using AsyncSplit.Engine;
using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Protection;
using AsyncSplit.Security;
using AsyncSplit.Testing;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AsyncSplit.Tests.Protection;

public sealed class ProtectedChainsTests
{
    [Theory]
    [InlineData(false, "my_func", "secret", "my(secret,read(row(secret)))")]
    [InlineData(true, "my_func", "secret", "my(secret,read(row(secret)))")]
    [InlineData(false, "all_func", "secret,other", "read(row(secret))+read(row(other))")]
    [InlineData(true, "all_func", "secret,other", "read(row(secret))+read(row(other))")]
    [InlineData(false, "errors_func", "secret", "DeclinedExceptionvery secret")]
    [InlineData(true, "errors_func", "secret", "DeclinedExceptionvery secret")]
    [InlineData(true, "opaque_func", "secret", "opaque(secret)")]
    public async Task ChainsRunAsWithoutProtectionAndOnlyEncryptionHidesWhatTheyCarry(bool encrypts, string handler, string argument, string result)
    {
        using var host = ProtectedHost.Create(ProtectedHost.Protect(encrypts));
        await host.StartAsync();

        Assert.Equal(result, await host.RunAsync(handler, argument));
        await host.StopAsync();

        var stored = host.Services.GetRequiredService<RecordingCommitter>().Text;
        Assert.Equal(!encrypts, stored.Contains("secret", StringComparison.Ordinal));
        Assert.Contains(encrypts ? "\"sealed\":\"envelope.aes1.2026-01." : "\"signature\":\"envelope.hmac1.2026-01.", stored, StringComparison.Ordinal);
        Assert.All(host.Services.GetRequiredService<RecordingCommitter>().Commits.SelectMany(commit => commit.Sends), sent => Assert.NotNull(ProtectedEnvelope.TryRead(sent.Body)));
    }

    [Fact]
    public async Task WhatAChainEndsWithIsReadableToItsApplicationOnly()
    {
        var store = new InMemoryChains(TimeProvider.System);
        using var host = ProtectedHost.Create(ProtectedHost.Protect(encrypts: true), store);
        await host.StartAsync();

        await Assert.ThrowsAsync<DeclinedException>(() => host.RunAsync("my_func", "declined", "failed"));
        await host.StopAsync();

        var stored = store.Find("failed")!;
        Assert.DoesNotContain("money", System.Text.Encoding.UTF8.GetString(stored.Error!.Value.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("money", Assert.Single(store.DeadLetters()).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("money", host.Services.GetRequiredService<RecordingCommitter>().Text, StringComparison.Ordinal);
        var shown = Assert.Single(await host.Services.GetRequiredService<IChainAdministration>().ListDeadLettersAsync().ToListAsync());
        Assert.Contains("declined: no money", shown.Reason, StringComparison.Ordinal);
        Assert.Equal("declined: no money", shown.Error!.Message);
        Assert.Equal("\"declined\"", shown.Arguments!["value"]);
        Assert.True(shown.CanBeRedriven);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ADeadLetterIsEditedAndGoesOn(bool encrypts)
    {
        using var host = ProtectedHost.Create(ProtectedHost.Protect(encrypts));
        await host.StartAsync();
        await Assert.ThrowsAsync<DeclinedException>(() => host.RunAsync("my_func", "declined", "mended"));
        var administration = host.Services.GetRequiredService<IChainAdministration>();

        await administration.RedriveAsync(Assert.Single(await administration.ListDeadLettersAsync().ToListAsync()).Id, new DeadLetterEdit { Arguments = """{"value":"mended"}""" });
        var handle = host.Services.GetRequiredService<IChainClient>().GetChain("mended", TextCodec.Instance);

        Assert.Equal("my(declined,read(row(mended)))", await handle.GetResultAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        await host.StopAsync();
    }

    [Fact]
    public async Task WhatIsClaimedIsEncryptedToo()
    {
        var directory = Path.Combine(Path.GetTempPath(), $"claims-{Guid.NewGuid():N}");
        try
        {
            using var host = ProtectedHost.Create(
                chains =>
                {
                    ProtectedHost.Protect(encrypts: true)(chains);
                    chains.UseClaimChecks(_ => new FileClaimStore(directory));
                },
                new InMemoryChains(TimeProvider.System) { MaxEnvelopeBytes = 4_000 });
            var secret = string.Concat(Enumerable.Repeat("secret", 2_000));
            await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("my_func", secret), TextCodec.Instance, new ChainStartOptions { ChainId = "large" });
            var body = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(directory)));
            Assert.StartsWith("{\"v\":1,\"sealed\":\"envelope.aes1.", body, StringComparison.Ordinal);

            await host.StartAsync();
            var result = await host.Services.GetRequiredService<IChainClient>().GetChain("large", TextCodec.Instance).GetResultAsync().WaitAsync(TimeSpan.FromSeconds(30));
            await host.StopAsync();
            Assert.Equal($"my({secret},read(row({secret})))", result);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatIsNoLargerThanTheLimitIsSentAndTheRestIsRefused(bool encrypts)
    {
        const int Limit = 6_000;
        await using var services = Services(encrypts, Limit);
        var committer = services.GetRequiredService<IChainCommitter>();
        Assert.InRange(committer.MaxEnvelopeBytes, Limit / 2, Limit);
        var envelope = new OutgoingEnvelope("m", "c", "my_func", DateTimeOffset.UnixEpoch, new byte[committer.MaxEnvelopeBytes]);

        await committer.CommitAsync(null, new StepCommit { Sends = [envelope] }, CancellationToken.None);

        Assert.InRange(Assert.Single(services.GetRequiredService<InMemoryChains>().TakeDue(1)).Body.Length, Limit / 2, Limit);
    }

    [Fact]
    public void WithoutAKeyItSaysWhatToDo()
    {
        using var services = new ServiceCollection()
            .AddAsyncSplitCore(chains =>
            {
                chains.UseInMemory().SignEnvelopes();
                chains.Services.RemoveAll<ChainKeyRing>();
            })
            .BuildServiceProvider();

        Assert.Contains("UseSigningKeys", Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<IChainClient>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATransportThatIsRegisteredBehindTheProtectionIsNoticed()
    {
        using var services = new ServiceCollection()
            .AddAsyncSplitCore(chains => chains.UseInMemory().SignEnvelopes())
            .AddSingleton<IChainCommitter>(static provider => provider.GetRequiredService<InMemoryChains>())
            .BuildServiceProvider();

        Assert.Contains("within AddAsyncSplit", Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<StepRunner>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATestHostRunsThemToo()
    {
        await using var host = ChainTestHost.Create(
            [typeof(TestChainables).Assembly],
            services => services.AddSingleton<RunLog>().AddSingleton<IDatabase, Database>().AddAsyncSplitCore(chains => chains.UseInMemory().EncryptEnvelopes()));

        Assert.Equal("my(a,read(row(a)))", await host.RunAsync<string>("my_func", "a"));
    }

    private static ServiceProvider Services(bool encrypts, int limit)
    {
        var services = new ServiceCollection();
        services.AddSingleton(new InMemoryChains(TimeProvider.System) { MaxEnvelopeBytes = limit });
        services.AddAsyncSplitCore(chains => ProtectedHost.Protect(encrypts)(chains.Add(new TestChainables()).UseInMemory()));
        return services.BuildServiceProvider();
    }
}
