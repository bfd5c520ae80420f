using AsyncSplit.Messaging;
using AsyncSplit.Runtime;

namespace AsyncSplit.Envelopes;

/// <summary>What is likely to stand in an envelope, so that it need not be made of its bytes once more. Only what is really there is taken.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="MessageId">The message.</param>
/// <param name="Registry">Knows wire names, resume points and shapes.</param>
internal readonly record struct EnvelopeHints(string? ChainId, string? MessageId, ChainRegistry? Registry)
{
    public static EnvelopeHints Of(Delivery delivery, ChainRegistry registry) => new(delivery.ChainId, delivery.MessageId, registry);
}
