using System.Runtime.CompilerServices;

namespace AsyncSplit.Errors;

/// <summary>Remembers of a <see cref="ChainFailedException"/> the error it was made of, so that it loses nothing when it is thrown on.</summary>
internal static class RemoteErrors
{
    private static readonly ConditionalWeakTable<Exception, StrongBox<ReadOnlyMemory<byte>>> s_errors = [];

    public static void Remember(ChainFailedException exception, ReadOnlySpan<byte> error) =>
        s_errors.Add(exception, new StrongBox<ReadOnlyMemory<byte>>(error.ToArray()));

    public static bool TryGet(Exception exception, out ReadOnlyMemory<byte> error)
    {
        if (exception is ChainFailedException && s_errors.TryGetValue(exception, out var box))
        {
            error = box.Value;
            return true;
        }

        error = default;
        return false;
    }
}
