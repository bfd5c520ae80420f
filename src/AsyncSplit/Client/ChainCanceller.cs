using AsyncSplit.Messaging;

namespace AsyncSplit;

/// <summary>Cancels chains.</summary>
internal sealed class ChainCanceller(IChainCommitter committer, IChainStore store, TimeProvider clock)
{
    /// <inheritdoc cref="IChainClient.CancelAsync"/>
    public async Task<bool> CancelAsync(string chainId, CancellationToken cancellationToken)
    {
        var commit = new StepCommit { Cancelled = new ChainCancellation(chainId, CancellationKind.Requested, clock.GetUtcNow()) };
        if (await committer.CommitAsync(null, commit, cancellationToken).ConfigureAwait(false) == CommitResult.Applied)
        {
            return true;
        }

        return await store.FindAsync(chainId, cancellationToken).ConfigureAwait(false) is null
            ? throw new KeyNotFoundException($"There is no chain '{chainId}'.")
            : false;
    }
}
