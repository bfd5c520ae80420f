using System.Diagnostics;
using AsyncSplit.Engine;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using AsyncSplit.Security;
using AsyncSplit.Serialization;

namespace AsyncSplit;

/// <summary>Starts chains by committing their first envelope.</summary>
internal sealed partial class ChainClient(IChainCommitter committer, IChainStore store, ChainRegistry registry, TimeProvider clock, CallbackTokens tokens) : IChainClient
{
    private readonly ChainCanceller _canceller = new(committer, store, clock);

    public async Task<ChainHandle> StartAsync(ChainCall call, ChainStartOptions? options = null, CancellationToken cancellationToken = default) =>
        GetChain(await CommitAsync(call, options, cancellationToken).ConfigureAwait(false));

    public async Task<ChainHandle<T>> StartAsync<T>(ChainCall call, Codec<T> result, ChainStartOptions? options = null, CancellationToken cancellationToken = default) =>
        GetChain(await CommitAsync(call, options, cancellationToken).ConfigureAwait(false), result);

    public ChainHandle GetChain(string chainId) => ChainHandle.Create(chainId, store, _canceller, registry);

    public ChainHandle<T> GetChain<T>(string chainId, Codec<T> result) => new(chainId, store, _canceller, registry, result);

    public async Task<ChainStatus?> GetStatusAsync(string chainId, CancellationToken cancellationToken = default) =>
        (await store.FindAsync(chainId, cancellationToken).ConfigureAwait(false))?.Status;

    public Task<bool> CancelAsync(string chainId, CancellationToken cancellationToken = default) => _canceller.CancelAsync(chainId, cancellationToken);

    private async Task<string> CommitAsync(ChainCall call, ChainStartOptions? options, CancellationToken cancellationToken)
    {
        var chainId = options?.ChainId ?? Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        var now = clock.GetUtcNow();
        var commit = FirstEnvelope.Create(chainId, call, now, options?.DeadlineFrom(now), Activity.Current, committer.MaxEnvelopeBytes, registry);

        // Superseded means that the chain is there already: it is the one that the caller wants.
        await committer.CommitAsync(null, commit, cancellationToken).ConfigureAwait(false);
        return chainId;
    }
}
