using AsyncSplit.Messaging;

namespace AsyncSplit;

/// <summary>What a step would send, with its captured state and the frames below, is larger than the transport takes. Thrown to the caller of the handler.</summary>
public sealed class EnvelopeTooLargeException : Exception
{
    internal EnvelopeTooLargeException(string target, int bytes, int limit, IReadOnlyList<CapturedLocal> captured)
        : base(Compose(target, bytes, limit, captured))
    {
    }

    private static string Compose(string target, int bytes, int limit, IReadOnlyList<CapturedLocal> captured)
    {
        var message = $"The envelope for '{target}' would have {bytes} bytes; the limit is {limit}.";
        return captured.MaxBy(local => local.Bytes) is { } largest
            ? $"{message} The largest captured local is '{largest.Name}' with {largest.Bytes} bytes."
            : $"{message} No local is captured: the arguments or the frames of the callers make it so large.";
    }
}
