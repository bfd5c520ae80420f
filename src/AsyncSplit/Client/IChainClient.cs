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

    /// <summary>How far a chain is.</summary>
    /// <returns>Null when there is no chain of that id.</returns>
    Task<ChainStatus?> GetStatusAsync(string chainId, CancellationToken cancellationToken = default);
}
