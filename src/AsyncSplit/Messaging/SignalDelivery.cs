using AsyncSplit.Envelopes;
using AsyncSplit.Futures;

namespace AsyncSplit.Messaging;

/// <summary>
/// A value that is sent to a chain under a name. The oldest <see cref="SignalListener"/> of the name gets it; without any, it is kept until one comes. A chain that has ended, or is not known, takes none;
/// nor is a second one with the same id taken, as long as the chain runs.
/// </summary>
/// <param name="ChainId">The chain.</param>
/// <param name="Name">The signal's name.</param>
/// <param name="SignalId">Tells a repeated signal from a second one.</param>
/// <param name="Value">The value as JSON.</param>
public sealed record SignalDelivery(string ChainId, string Name, string SignalId, ReadOnlyMemory<byte> Value)
{
    /// <summary>What the signal is to the future that a listener has: <see cref="FutureSettlement.Outcome"/>.</summary>
    public static byte[] OutcomeOf(string futureId, ReadOnlyMemory<byte> value) => SettledFutures.Write(futureId, PayloadKind.Result, value);

    /// <summary>The signal's value in what <see cref="OutcomeOf"/> has made.</summary>
    public static ReadOnlyMemory<byte> ValueOf(ReadOnlyMemory<byte> outcome) => SettledFutures.ReadOne(outcome).Future.Json;
}
