namespace AsyncSplit.Simulation.Worlds;

/// <summary>How a chain, or its native run, has ended, and what it has done.</summary>
/// <param name="Result">The result as text, or the exception's type and message.</param>
/// <param name="Effects">The effects, in order; sorted where the order is not the handler's to decide.</param>
internal sealed record ChainEnd(string Result, IReadOnlyList<string> Effects)
{
    public bool Equals(ChainEnd? other) => other is not null && Result == other.Result && Effects.SequenceEqual(other.Effects, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Result, Effects.Count);

    public override string ToString() => $"{Result} after [{string.Join(' ', Effects)}]";

    /// <summary>How an exception is told from others.</summary>
    public static string TextOf(Exception exception) => $"{exception.GetType().Name}: {exception.Message}";
}
