namespace AsyncSplit.Routing;

/// <summary>A call that leaves for another program.</summary>
/// <param name="MessageId">The id of its envelope.</param>
/// <param name="ChainId">The chain.</param>
/// <param name="Target">The wire name that is called.</param>
/// <param name="Body">The envelope (docs/wire-format.md), with its frames sealed.</param>
public sealed record RoutedCall(string MessageId, string ChainId, string Target, ReadOnlyMemory<byte> Body);
