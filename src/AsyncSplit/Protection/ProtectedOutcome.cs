using AsyncSplit.Envelopes;
using AsyncSplit.Futures;
using AsyncSplit.Messaging;

namespace AsyncSplit.Protection;

/// <summary>How futures have ended, protected one by one: the store puts them into envelopes without knowing what they are.</summary>
internal static class ProtectedOutcome
{
    /// <summary>A future's end in its protected form.</summary>
    public static FutureSettlement For(FutureSettlement settled, EnvelopeProtection protection)
    {
        var (id, future) = SettledFutures.ReadOne(settled.Outcome);
        var kind = future.IsError ? PayloadKind.Error : PayloadKind.Result;
        return settled with { Outcome = SettledFutures.Write(id, kind, ProtectedValue.Write(ProtectedThing.Outcome, Owner(id, future.IsError), future.Json, protection)) };
    }

    /// <summary>A signal in its protected form. The store makes a future's end of it when somebody listens.</summary>
    public static SignalDelivery For(SignalDelivery signal, EnvelopeProtection protection) =>
        signal with { Value = ProtectedValue.Write(ProtectedThing.Signal, signal.ChainId, signal.Value, protection) };

    /// <summary>The payload of a resume that has waited for futures, with all their ends opened.</summary>
    /// <exception cref="EnvelopeException">One of them is not authentic.</exception>
    public static ReadOnlyMemory<byte> Open(string chainId, ReadOnlyMemory<byte> payload, EnvelopeProtection protection) => SettledFutures.WriteAll(
        SettledFutures.Read(payload).OrderBy(static future => future.Value.Order).Select(future => (future.Key, future.Value with { Json = Open(chainId, future.Key, future.Value, protection) })));

    private static ReadOnlyMemory<byte> Open(string chainId, string id, SettledFuture future, EnvelopeProtection protection)
    {
        if (!ProtectedValue.TryRead(future.Json, out var thing, out var text, out var value))
        {
            return !protection.IsRequired ? future.Json : throw Refused(id, "is neither signed nor encrypted");
        }

        // A signal has come as a result, whichever future listened.
        var isSignal = thing == ProtectedThing.Signal && !future.IsError;
        return ProtectedValue.TryOpen(isSignal ? thing : ProtectedThing.Outcome, isSignal ? chainId : Owner(id, future.IsError), text, value, protection, out var opened)
            ? opened
            : throw Refused(id, "does not come from this application, or its key is not known any more");
    }

    private static EnvelopeException Refused(string id, string why) => new(DeadLetterKind.NotAuthentic, $"The end of the started call, callback or signal '{id}' {why}.");

    private static string Owner(string id, bool isError) => isError ? $"{id}\nerror" : $"{id}\nresult";
}
