using AsyncSplit.Hosting;
using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Protection;
using AsyncSplit.Security;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Tests.Protection;

/// <summary>Hosts whose envelopes are protected, and which may share one queue and store.</summary>
internal static class ProtectedHost
{
    public static ChainKey Key { get; } = ChainKey.Create("2026-01");

    public static ChainKey NewKey { get; } = ChainKey.Create("2026-02");

    /// <param name="protect">Says how.</param>
    /// <param name="store">Queue and store; null for new ones.</param>
    public static IHost Create(Action<AsyncSplitBuilder> protect, InMemoryChains? store = null) => TestHost.Create(services =>
    {
        services.AddSingleton<IDatabase, Database>();
        services.Replace(ServiceDescriptor.Singleton(store ?? new InMemoryChains(TimeProvider.System)));
        services.AddSingleton(provider => new RecordingCommitter(provider.GetRequiredService<InMemoryChains>()));
        services.AddAsyncSplit(chains =>
        {
            chains.Services.Replace(ServiceDescriptor.Singleton<IChainCommitter>(static provider => provider.GetRequiredService<RecordingCommitter>()));
            protect(chains);
        });
    });

    public static Action<AsyncSplitBuilder> Protect(bool encrypts, EnvelopeProtectionStage stage = EnvelopeProtectionStage.Required, params ChainKey[] keys) => chains =>
    {
        chains.UseSigningKeys(keys.Length == 0 ? [Key] : keys);
        _ = encrypts ? chains.EncryptEnvelopes(stage) : chains.SignEnvelopes(stage);
    };

    public static async Task<string> RunAsync(this IHost host, string handler, string argument, string? chainId = null)
    {
        var handle = await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall(handler, argument), TextCodec.Instance, new ChainStartOptions { ChainId = chainId });
        return await handle.GetResultAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
