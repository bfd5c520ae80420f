using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit;

/// <summary>Starts chains and gets at their results. Generated extension members add one typed method for each handler and contract member.</summary>
public partial interface IChainClient
{
    /// <summary>Starts a chain that has no result. When the task ends, the start is committed.</summary>
    Task<ChainHandle> StartAsync(ChainCall call, ChainStartOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Starts a chain. When the task ends, the start is committed.</summary>
    Task<ChainHandle<T>> StartAsync<T>(ChainCall call, Codec<T> result, ChainStartOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The handle of a chain by its id, without looking whether there is one.</summary>
    ChainHandle GetChain(string chainId);

    /// <inheritdoc cref="GetChain(string)"/>
    ChainHandle<T> GetChain<T>(string chainId, Codec<T> result);

    /// <summary>
    /// Cancels a chain. What it waits for ends now: the await throws an <see cref="OperationCanceledException"/>, so that the catch and finally blocks around it run (compensation), each with all the awaits it has.
    /// So do the awaits of what the chain has called and started, each once. A step that runs is not interrupted: the next await throws. When the task ends, the cancellation is committed; the chain ends later,
    /// as <see cref="ChainStatus.Cancelled"/> if its handler lets the exception through.
    /// </summary>
    /// <returns>True when the chain is, or was already, told to end; false when it has ended.</returns>
    /// <exception cref="KeyNotFoundException">The store has no chain of this id.</exception>
    Task<bool> CancelAsync(string chainId, CancellationToken cancellationToken = default);

    /// <summary>How far a chain is.</summary>
    /// <returns>Null when there is no chain of that id.</returns>
    Task<ChainStatus?> GetStatusAsync(string chainId, CancellationToken cancellationToken = default);
}
